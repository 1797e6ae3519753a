using System.Runtime.CompilerServices;

namespace DiffMH;

/// <summary>The values of eight lanes with their derivatives in one direction of θ: what <see cref="Dual"/> is to <see cref="Real"/>, to the bit.</summary>
/// <param name="Values">The numbers a.</param>
/// <param name="Derivatives">ȧ.</param>
public readonly record struct DualLanes(Lanes Values, Lanes Derivatives) : IScalar<DualLanes>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    /// <exception cref="NoSingleValueException">Always.</exception>
    public double Value => throw new NoSingleValueException();

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DualLanes Constant(double value) => new(Lanes.Constant(value), default);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DualLanes operator +(DualLanes a, DualLanes b) => new(a.Values + b.Values, a.Derivatives + b.Derivatives);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DualLanes operator -(DualLanes a, DualLanes b) => new(a.Values - b.Values, a.Derivatives - b.Derivatives);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DualLanes operator -(DualLanes a) => new(-a.Values, -a.Derivatives);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DualLanes operator *(DualLanes a, DualLanes b) => new(a.Values * b.Values, (a.Derivatives * b.Values) + (a.Values * b.Derivatives));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DualLanes operator *(double a, DualLanes b) => new(a * b.Values, a * b.Derivatives);

    /// <summary>A number of each lane that does not depend on θ, times b.</summary>
    [MethodImpl(Inline)]
    public static DualLanes operator *(Lanes a, DualLanes b) => new(a * b.Values, a * b.Derivatives);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DualLanes operator /(DualLanes a, DualLanes b)
    {
        var quotient = a.Values / b.Values;
        return new(quotient, (a.Derivatives - (quotient * b.Derivatives)) / b.Values);
    }

    /// <inheritdoc/>
    public static DualLanes Exp(DualLanes a)
    {
        var values = Lanes.Exp(a.Values);
        return new(values, values * a.Derivatives);
    }

    /// <inheritdoc/>
    public static DualLanes Log(DualLanes a)
    {
        var isZero = (a.Values >= default(Lanes)) & (a.Values <= default(Lanes));
        return new(Lanes.Log(a.Values), isZero.Select(default, a.Derivatives / a.Values));
    }

    /// <inheritdoc/>
    public static DualLanes Sqrt(DualLanes a)
    {
        var root = Lanes.Sqrt(a.Values);
        return new(root, a.Derivatives / (2 * root));
    }

    /// <inheritdoc/>
    public static DualLanes XLogX(DualLanes a)
    {
        var (log, isPositive) = (Lanes.Log(a.Values), a.Values > default(Lanes));
        return new(isPositive.Select(a.Values * log, default), isPositive.Select(a.Derivatives * (log + Lanes.Constant(1)), default));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DualLanes Select(DualLanes test, DualLanes ifNonNegative, DualLanes otherwise)
    {
        var isNonNegative = test.Values >= default(Lanes);
        return new(isNonNegative.Select(ifNonNegative.Values, otherwise.Values), isNonNegative.Select(ifNonNegative.Derivatives, otherwise.Derivatives));
    }
}
