using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DiffMH.Engine.Kernels;

/// <summary>What the elementary functions of this machine give, to the bit. Machines that share it give the same bits.</summary>
/// <remarks>
/// <c>Math.Exp</c> and its kin come from the system's library, which may use fused multiply-add where the processor has it: their last
/// bit differs between systems and between processors. The four operations and the square root do not.
/// </remarks>
public static class MathFingerprint
{
    private const int Arguments = 256;

    private static readonly Func<double, double>[] Functions =
    [
        Math.Exp, Math.Log, Math.Log2, Math.Log10, Math.Cbrt,
        Math.Sin, Math.Cos, Math.Tan, Math.Atan, Math.Sinh, Math.Cosh, Math.Tanh, Math.Asinh,
        x => Math.Pow(x, 0.3), x => Math.Pow(1.7, x), x => Math.Atan2(x, 2.5), x => Math.Acosh(1 + x), x => Math.Atanh(x / 100), x => Math.Asin(x / 100), x => Math.Acos(x / 100),
    ];

    /// <summary>The first 16 hexadecimal digits of the SHA-256 over the results for a fixed table of arguments from 0.001 to about 90.</summary>
    public static string OfProcess { get; } = Compute();

    private static string Compute()
    {
        var bits = new byte[Functions.Length * Arguments * sizeof(double)];
        for (var i = 0; i < Functions.Length * Arguments; i++)
        {
            // Steps by a golden ratio: arguments with all their bits in use, by additions and multiplications alone.
            var argument = 0.001 + (i % Arguments * 0.3513641844631532);
            BinaryPrimitives.WriteDoubleLittleEndian(bits.AsSpan(i * sizeof(double)), Functions[i / Arguments](argument));
        }

        return Convert.ToHexStringLower(SHA256.HashData(bits))[..16];
    }
}
