using System.Globalization;
using System.Runtime.CompilerServices;

namespace DiffMH;

/// <summary>A parameter of a proposal on ℝᵈ that has a number for each coordinate, or one for all.</summary>
internal readonly struct PerCoordinate
{
    private readonly Parameters numbers;

    /// <summary>The numbers of a setting.</summary>
    /// <param name="numbers">One for all coordinates or one for each.</param>
    /// <param name="setting">The setting's name, for the message.</param>
    /// <param name="dimension">d, at least 1.</param>
    /// <exception cref="SettingException">There are neither 1 nor d numbers.</exception>
    public PerCoordinate(Parameters numbers, string setting, int dimension)
    {
        (this.numbers, Dimension) = (numbers, dimension);
        if (numbers.Count != 1 && numbers.Count != dimension)
        {
            throw new SettingException(setting, string.Create(CultureInfo.InvariantCulture, $"found {numbers.Count} numbers for {dimension} coordinates; give one per coordinate, or one for all."));
        }
    }

    /// <summary>d.</summary>
    public int Dimension { get; }

    /// <summary>The number of a coordinate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Of<T>(ReadOnlySpan<T> theta, int coordinate)
        where T : struct, IScalar<T> => numbers.Of(theta, coordinate);

    /// <summary>x′ᵢ = xᵢ + σᵢ εᵢ, where the numbers are the σᵢ of a walk.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(ReadOnlySpan<T> x, ReadOnlySpan<double> noise, ReadOnlySpan<T> theta, Span<T> proposed)
        where T : struct, IScalar<T>
    {
        for (var i = 0; i < proposed.Length; i++)
        {
            proposed[i] = x[i] + (noise[i] * numbers.Of(theta, i));
        }
    }

    /// <summary>εᵢ = (x′ᵢ − xᵢ)/σᵢ of the same step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Whiten(ReadOnlySpan<Real> from, ReadOnlySpan<Real> to, ReadOnlySpan<Real> theta, Span<double> noise)
    {
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = ((to[i] - from[i]) / numbers.Of(theta, i)).Value;
        }
    }

    /// <summary>The step of eight lanes, to the bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ReadOnlySpan<Lanes> x, ReadOnlySpan<Lanes> noise, ReadOnlySpan<Lanes> theta, Span<Lanes> proposed)
    {
        for (var i = 0; i < proposed.Length; i++)
        {
            proposed[i] = x[i] + (noise[i] * numbers.Of(theta, i));
        }
    }

    /// <summary>εᵢ of the steps of eight lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Whiten(ReadOnlySpan<Lanes> from, ReadOnlySpan<Lanes> to, ReadOnlySpan<Lanes> theta, Span<Lanes> noise)
    {
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = (to[i] - from[i]) / numbers.Of(theta, i);
        }
    }
}
