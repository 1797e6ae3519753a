using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;

namespace DiffMH.Engine.Kernels;

/// <summary>What the elementary functions of this machine give, to the bit. Machines that share it give the same bits.</summary>
/// <remarks>
/// <c>Math.Exp</c> and its kin come from the system's library, which may use fused multiply-add where the processor has it: their last
/// bit differs between systems and between processors. That of the four operations and of the square root does not.
/// </remarks>
public static class MathFingerprint
{
    /// <summary>The functions, of one argument from 0.001 to 90.</summary>
    internal static ImmutableArray<Func<double, double>> Functions { get; } =
    [
        Math.Exp, Math.Log, Math.Log2, Math.Log10, Math.Cbrt,
        Math.Sin, Math.Cos, Math.Tan, Math.Atan, Math.Sinh, Math.Cosh, Math.Tanh, Math.Asinh,
        x => Math.Pow(x, 0.3), x => Math.Pow(1.7, x), x => Math.Atan2(x, 2.5),
        x => Math.Acosh(1 + x), x => Math.Atanh(x / 100), x => Math.Asin(x / 100), x => Math.Acos(x / 100),
    ];

    /// <summary>The arguments: 256 of them, with all their bits in use.</summary>
    internal static ImmutableArray<double> Arguments { get; } = [.. Enumerable.Range(0, 256).Select(i => 0.001 + (i * 0.3513641844631532))];

    // Below what it is made of: static members are set in their order.

    /// <summary>The first 16 hexadecimal digits of the SHA-256 over the results for a fixed table of arguments.</summary>
    public static string OfProcess { get; } = Of(Functions);

    /// <summary>The fingerprint of other functions.</summary>
    internal static string Of(ImmutableArray<Func<double, double>> functions)
    {
        double[] results = [.. functions.SelectMany(function => Arguments.Select(function))];
        var bits = new byte[results.Length * sizeof(double)];
        for (var i = 0; i < results.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bits.AsSpan(i * sizeof(double)), results[i]);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bits))[..16];
    }
}
