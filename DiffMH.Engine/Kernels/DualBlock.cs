using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Engine.Kernels;

/// <summary>A value with its derivatives in eight directions of θ, each the same bits as that of a <see cref="Dual"/>.</summary>
/// <param name="Value">The number a.</param>
/// <param name="Derivatives">ȧ in each direction.</param>
internal readonly record struct DualBlock(double Value, Vector512<double> Derivatives) : IScalar<DualBlock>
{
    /// <summary>How many directions.</summary>
    public const int Width = 8;

    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>θ as blocks: as many as the selected parameters fill, with derivative 1 in each of them and 0 in the others.</summary>
    /// <param name="theta">All parameters.</param>
    /// <param name="selected">Positions in θ.</param>
    public static DualBlock[][] Seed(ReadOnlySpan<double> theta, ReadOnlySpan<int> selected)
    {
        var blocks = new DualBlock[(selected.Length + Width - 1) / Width][];
        for (var b = 0; b < blocks.Length; b++)
        {
            blocks[b] = new DualBlock[theta.Length];
            for (var i = 0; i < theta.Length; i++)
            {
                blocks[b][i] = Constant(theta[i]);
            }
        }

        for (var j = 0; j < selected.Length; j++)
        {
            ref var moved = ref blocks[j / Width][selected[j]];
            moved = moved with { Derivatives = moved.Derivatives.WithElement(j % Width, 1.0) };
        }

        return blocks;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DualBlock Constant(double value) => new(value, Vector512<double>.Zero);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DualBlock operator +(DualBlock a, DualBlock b) => new(a.Value + b.Value, a.Derivatives + b.Derivatives);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DualBlock operator -(DualBlock a, DualBlock b) => new(a.Value - b.Value, a.Derivatives - b.Derivatives);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DualBlock operator -(DualBlock a) => new(-a.Value, -a.Derivatives);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DualBlock operator *(DualBlock a, DualBlock b) => new(a.Value * b.Value, (a.Derivatives * b.Value) + (b.Derivatives * a.Value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DualBlock operator *(double a, DualBlock b) => new(a * b.Value, b.Derivatives * a);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DualBlock operator /(DualBlock a, DualBlock b)
    {
        // Of many parameters most numbers depend on none of eight, and to divide takes as long as all else. (Where the quotient is not finite, neither is 0 times it.)
        var quotient = a.Value / b.Value;
        var numerator = a.Derivatives - (b.Derivatives * quotient);
        return new(quotient, b.Value > 0 && Vector512.EqualsAll(numerator, Vector512<double>.Zero) ? numerator : numerator / Vector512.Create(b.Value));
    }

    /// <inheritdoc/>
    public static DualBlock Exp(DualBlock a)
    {
        var value = Math.Exp(a.Value);
        return new(value, a.Derivatives * value);
    }

    /// <inheritdoc/>
    public static DualBlock Log(DualBlock a) => new(Math.Log(a.Value), a.Value == 0 ? default : a.Derivatives / Vector512.Create(a.Value));

    /// <inheritdoc/>
    public static DualBlock Sqrt(DualBlock a)
    {
        var root = Math.Sqrt(a.Value);
        return new(root, a.Derivatives / Vector512.Create(2 * root));
    }

    /// <inheritdoc/>
    public static DualBlock XLogX(DualBlock a)
    {
        if (!(a.Value > 0))
        {
            return default;
        }

        var log = Math.Log(a.Value);
        return new(a.Value * log, a.Derivatives * (log + 1));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DualBlock Select(DualBlock test, DualBlock ifNonNegative, DualBlock otherwise) => test.Value >= 0 ? ifNonNegative : otherwise;
}
