using System.Globalization;
using System.Runtime.CompilerServices;

namespace DiffMH;

/// <summary>σᵢ of a walk x′ᵢ = xᵢ + σᵢ εᵢ.</summary>
internal readonly struct StepScale
{
    private readonly Parameters scale;

    /// <summary>Scales of steps in d coordinates.</summary>
    /// <param name="scale">σ, one number for all coordinates or one for each.</param>
    /// <param name="setting">The setting's name, for the message.</param>
    /// <param name="dimension">d, at least 1.</param>
    /// <exception cref="SettingException">There are neither 1 nor d numbers.</exception>
    public StepScale(Parameters scale, string setting, int dimension)
    {
        (this.scale, Dimension) = (scale, dimension);
        if (scale.Count != 1 && scale.Count != dimension)
        {
            throw new SettingException(setting, string.Create(CultureInfo.InvariantCulture, $"found {scale.Count} numbers for {dimension} coordinates; give one per coordinate, or one for all."));
        }
    }

    /// <summary>d.</summary>
    public int Dimension { get; }

    /// <summary>σᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Of<T>(ReadOnlySpan<T> theta, int coordinate)
        where T : struct, IScalar<T> => scale.Of(theta, coordinate);

    /// <summary>x′ = x + σ ε.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(ReadOnlySpan<T> x, ReadOnlySpan<double> noise, ReadOnlySpan<T> theta, Span<T> proposed)
        where T : struct, IScalar<T>
    {
        for (var i = 0; i < proposed.Length; i++)
        {
            proposed[i] = x[i] + (noise[i] * scale.Of(theta, i));
        }
    }

    /// <summary>ε = (x′ − x)/σ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Whiten(ReadOnlySpan<Real> from, ReadOnlySpan<Real> to, ReadOnlySpan<Real> theta, Span<double> noise)
    {
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = ((to[i] - from[i]) / scale.Of(theta, i)).Value;
        }
    }
}
