using System.Runtime.CompilerServices;

namespace DiffMH;

/// <summary>A plain double: evaluates without derivatives, at no cost over <see cref="double"/>.</summary>
/// <param name="Value">The number.</param>
public readonly record struct Real(double Value) : IScalar<Real>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Real Constant(double value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Real operator +(Real a, Real b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Real operator -(Real a, Real b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Real operator -(Real a) => new(-a.Value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Real operator *(Real a, Real b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Real operator *(double a, Real b) => new(a * b.Value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Real operator /(Real a, Real b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Real Exp(Real a) => new(Math.Exp(a.Value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Real Log(Real a) => new(Math.Log(a.Value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Real Sqrt(Real a) => new(Math.Sqrt(a.Value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Real XLogX(Real a) => new(a.Value > 0 ? a.Value * Math.Log(a.Value) : 0);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Real Select(Real test, Real ifNonNegative, Real otherwise) => test.Value >= 0 ? ifNonNegative : otherwise;
}
