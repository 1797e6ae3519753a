namespace DiffMH;

/// <summary>
/// A number in which densities, observables and objectives are written once and from which their exact derivatives follow.
/// </summary>
/// <typeparam name="T">The implementing type: <see cref="Real"/> for values, <see cref="Dual"/> for a value and one directional derivative, <see cref="Traced"/> for a value and its derivatives in many parameters, <see cref="Lanes"/> and <see cref="DualLanes"/> for the numbers of eight lanes at once.</typeparam>
/// <remarks>
/// There are no comparisons: a branch on a scalar would hide its derivative. Use <see cref="Select"/>.
/// </remarks>
public interface IScalar<T>
    where T : struct, IScalar<T>
{
    /// <summary>The number itself, without its derivative. A formula that asks for it is correct and slower: it is not run on eight lanes at once, which have no single value.</summary>
    /// <exception cref="NoSingleValueException">These are the numbers of eight lanes.</exception>
    double Value { get; }

    /// <summary>A number that depends on no parameter.</summary>
    /// <param name="value">The number.</param>
    static abstract T Constant(double value);

    /// <summary>a + b.</summary>
    static abstract T operator +(T a, T b);

    /// <summary>a − b.</summary>
    static abstract T operator -(T a, T b);

    /// <summary>−a.</summary>
    static abstract T operator -(T a);

    /// <summary>a b.</summary>
    static abstract T operator *(T a, T b);

    /// <summary>a b with a constant a.</summary>
    static abstract T operator *(double a, T b);

    /// <summary>a / b.</summary>
    static abstract T operator /(T a, T b);

    /// <summary>eᵃ.</summary>
    static abstract T Exp(T a);

    /// <summary>Natural logarithm. log 0 = −∞ with derivative 0: a point outside the support carries no score.</summary>
    static abstract T Log(T a);

    /// <summary>Square root, a ≥ 0.</summary>
    static abstract T Sqrt(T a);

    /// <summary>a log a, continued by 0 with derivative 0 at a ≤ 0, as entropies need it.</summary>
    static abstract T XLogX(T a);

    /// <summary><paramref name="ifNonNegative"/> where the value of <paramref name="test"/> is ≥ 0, else <paramref name="otherwise"/>.</summary>
    static abstract T Select(T test, T ifNonNegative, T otherwise);
}
