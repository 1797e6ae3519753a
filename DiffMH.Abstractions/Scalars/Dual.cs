using System.Runtime.CompilerServices;

namespace DiffMH;

/// <summary>A value with its derivative in one direction of θ (forward mode): exact to rounding.</summary>
/// <param name="Value">The number a.</param>
/// <param name="Derivative">ȧ, its derivative in the chosen direction.</param>
public readonly record struct Dual(double Value, double Derivative) : IScalar<Dual>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Dual Constant(double value) => new(value, 0);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Dual operator +(Dual a, Dual b) => new(a.Value + b.Value, a.Derivative + b.Derivative);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Dual operator -(Dual a, Dual b) => new(a.Value - b.Value, a.Derivative - b.Derivative);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Dual operator -(Dual a) => new(-a.Value, -a.Derivative);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Dual operator *(Dual a, Dual b) => new(a.Value * b.Value, (a.Derivative * b.Value) + (a.Value * b.Derivative));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Dual operator *(double a, Dual b) => new(a * b.Value, a * b.Derivative);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Dual operator /(Dual a, Dual b)
    {
        // (a/b)˙ = (ȧ − (a/b) ḃ) / b
        var quotient = a.Value / b.Value;
        return new(quotient, (a.Derivative - (quotient * b.Derivative)) / b.Value);
    }

    /// <inheritdoc/>
    public static Dual Exp(Dual a)
    {
        var value = Math.Exp(a.Value);
        return new(value, value * a.Derivative);
    }

    /// <inheritdoc/>
    public static Dual Log(Dual a) => new(Math.Log(a.Value), a.Value == 0 ? 0 : a.Derivative / a.Value);

    /// <inheritdoc/>
    public static Dual Sqrt(Dual a)
    {
        var root = Math.Sqrt(a.Value);
        return new(root, a.Derivative / (2 * root));
    }

    /// <inheritdoc/>
    public static Dual XLogX(Dual a)
    {
        if (!(a.Value > 0))
        {
            return default;
        }

        // (a log a)˙ = ȧ (log a + 1)
        var log = Math.Log(a.Value);
        return new(a.Value * log, a.Derivative * (log + 1));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Dual Select(Dual test, Dual ifNonNegative, Dual otherwise) => test.Value >= 0 ? ifNonNegative : otherwise;
}
