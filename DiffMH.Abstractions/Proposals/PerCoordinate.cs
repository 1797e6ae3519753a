using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
        var (own, i) = (numbers, 0);   // what is written might be where these are: a copy need not be read again
        if (typeof(T) == typeof(Real))
        {
            i = Step(Doubles(x), noise, Doubles(theta), MemoryMarshal.Cast<T, double>(proposed));
        }

        for (; i < proposed.Length; i++)
        {
            proposed[i] = x[i] + (noise[i] * own.Of(theta, i));
        }
    }

    /// <summary>εᵢ = (x′ᵢ − xᵢ)/σᵢ of the same step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Whiten(ReadOnlySpan<Real> from, ReadOnlySpan<Real> to, ReadOnlySpan<Real> theta, Span<double> noise)
    {
        var own = numbers;
        for (var i = Whiten(Doubles(from), Doubles(to), Doubles(theta), noise); i < noise.Length; i++)
        {
            noise[i] = ((to[i] - from[i]) / own.Of(theta, i)).Value;
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

    /// <summary>The same with derivatives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(ReadOnlySpan<DualLanes> x, ReadOnlySpan<Lanes> noise, ReadOnlySpan<DualLanes> theta, Span<DualLanes> proposed)
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

    /// <summary>Steps in as many coordinates as fill vectors.</summary>
    /// <returns>How many these are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Step(ReadOnlySpan<double> x, ReadOnlySpan<double> noise, ReadOnlySpan<double> theta, Span<double> proposed)
    {
        var i = 0;
        for (; i <= proposed.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            (Vector256.Create(x[i..]) + (Vector256.Create(noise[i..]) * Next(theta, i))).CopyTo(proposed[i..]);
        }

        return i;
    }

    /// <summary>Finds the noise in as many coordinates as fill vectors.</summary>
    /// <returns>How many these are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Whiten(ReadOnlySpan<double> from, ReadOnlySpan<double> to, ReadOnlySpan<double> theta, Span<double> noise)
    {
        var i = 0;
        for (; i <= noise.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            ((Vector256.Create(to[i..]) - Vector256.Create(from[i..])) / Next(theta, i)).CopyTo(noise[i..]);
        }

        return i;
    }

    /// <summary>The numbers of as many coordinates as fill a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Next(ReadOnlySpan<double> theta, int coordinate) =>
        numbers.Count == 1 ? Vector256.Create(theta[numbers.Offset]) : Vector256.Create(theta[(numbers.Offset + coordinate)..]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<double> Doubles<T>(ReadOnlySpan<T> reals)
        where T : struct => MemoryMarshal.Cast<T, double>(reals);
}
