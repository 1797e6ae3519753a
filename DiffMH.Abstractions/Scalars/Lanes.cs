using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH;

/// <summary>The numbers of eight lanes side by side: an operation gives in each lane the bits that it gives <see cref="Real"/> there.</summary>
/// <param name="Numbers">One number for each lane.</param>
/// <remarks>
/// The four operations and the square root are those of IEEE 754 in a vector as well; e^a and log a are taken lane by lane, for those of
/// a vector library differ in the last bit.
/// </remarks>
public readonly record struct Lanes(Vector512<double> Numbers) : IScalar<Lanes>
{
    /// <summary>How many lanes.</summary>
    public const int Count = 8;

    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <inheritdoc/>
    /// <exception cref="NoSingleValueException">Always.</exception>
    public double Value => throw new NoSingleValueException();

    /// <summary>Where the number is neither infinite nor NaN.</summary>
    public LaneSet AreFinite
    {
        [MethodImpl(Inline)]
        get => new(Vector512.LessThan(Vector512.Abs(Numbers), Vector512.Create(double.PositiveInfinity)));
    }

    /// <summary>The number of one lane.</summary>
    public double this[int lane]
    {
        [MethodImpl(Inline)]
        get => Numbers.GetElement(lane);
    }

    /// <summary>A number for each lane.</summary>
    public static Lanes Each(Func<int, double> number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return new(Vector512.Create(number(0), number(1), number(2), number(3), number(4), number(5), number(6), number(7)));
    }

    /// <summary>The same numbers but in one lane.</summary>
    public Lanes With(int lane, double number) => new(Numbers.WithElement(lane, number));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes Constant(double value) => new(Vector512.Create(value));

    /// <summary>Where a &lt; b.</summary>
    [MethodImpl(Inline)]
    public static LaneSet operator <(Lanes a, Lanes b) => new(Vector512.LessThan(a.Numbers, b.Numbers));

    /// <summary>Where a &gt; b.</summary>
    [MethodImpl(Inline)]
    public static LaneSet operator >(Lanes a, Lanes b) => new(Vector512.GreaterThan(a.Numbers, b.Numbers));

    /// <summary>Where a ≤ b.</summary>
    [MethodImpl(Inline)]
    public static LaneSet operator <=(Lanes a, Lanes b) => new(Vector512.LessThanOrEqual(a.Numbers, b.Numbers));

    /// <summary>Where a ≥ b.</summary>
    [MethodImpl(Inline)]
    public static LaneSet operator >=(Lanes a, Lanes b) => new(Vector512.GreaterThanOrEqual(a.Numbers, b.Numbers));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes operator +(Lanes a, Lanes b) => new(a.Numbers + b.Numbers);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes operator -(Lanes a, Lanes b) => new(a.Numbers - b.Numbers);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes operator -(Lanes a) => new(a.Numbers ^ Vector512.Create(-0.0));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes operator *(Lanes a, Lanes b) => new(a.Numbers * b.Numbers);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes operator *(double a, Lanes b) => new(Vector512.Create(a) * b.Numbers);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes operator /(Lanes a, Lanes b) => new(a.Numbers / b.Numbers);

    /// <inheritdoc/>
    public static Lanes Exp(Lanes a) => new(Vector512.Create(
        Math.Exp(a[0]), Math.Exp(a[1]), Math.Exp(a[2]), Math.Exp(a[3]), Math.Exp(a[4]), Math.Exp(a[5]), Math.Exp(a[6]), Math.Exp(a[7])));

    /// <inheritdoc/>
    public static Lanes Log(Lanes a) => new(Vector512.Create(
        Math.Log(a[0]), Math.Log(a[1]), Math.Log(a[2]), Math.Log(a[3]), Math.Log(a[4]), Math.Log(a[5]), Math.Log(a[6]), Math.Log(a[7])));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes Sqrt(Lanes a) => new(Vector512.Sqrt(a.Numbers));

    /// <inheritdoc/>
    public static Lanes XLogX(Lanes a) => (a > default(Lanes)).Select(a * Log(a), default);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes Select(Lanes test, Lanes ifNonNegative, Lanes otherwise) => (test >= default(Lanes)).Select(ifNonNegative, otherwise);
}
