using System.Globalization;
using System.Runtime.CompilerServices;

namespace DiffMH;

/// <summary>Suggests x′ = x + L ε with a lower triangular L and independent standard normal εᵢ: Gaussian steps of covariance L Lᵀ.</summary>
public readonly struct CholeskyWalk : IPackWalk
{
    private readonly Parameters diagonal;
    private readonly Parameters below;
    private readonly int dimension;

    /// <summary>A random walk in d coordinates.</summary>
    /// <param name="settings">L.</param>
    /// <param name="dimension">d, at least 1.</param>
    /// <exception cref="SettingException">The diagonal has neither 1 nor d numbers, or the rest neither 0 nor 1 nor d(d − 1)/2.</exception>
    public CholeskyWalk(CholeskyWalkSettings settings, int dimension)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (diagonal, below, this.dimension) = (settings.Diagonal, settings.Below, dimension);
        RequireCount("diagonal", diagonal.Count, dimension);
        if (below.Count != 0)
        {
            RequireCount("below", below.Count, dimension * (dimension - 1) / 2);
        }
    }

    /// <inheritdoc/>
    public int Noise => dimension;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Draw(Span<double> noise, ref RandomStream stream) => stream.NextNormals(noise);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Propose<T>(ReadOnlySpan<T> x, ReadOnlySpan<double> noise, ReadOnlySpan<T> theta, Span<T> proposed)
        where T : struct, IScalar<T>
    {
        var entry = 0;
        for (var i = 0; i < proposed.Length; i++)
        {
            var step = noise[i] * diagonal.Of(theta, i);
            for (var j = 0; j < i && below.Count > 0; j++)
            {
                step += noise[j] * below.Of(theta, entry++);
            }

            proposed[i] = x[i] + step;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T LogRatio<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> proposed, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => T.Constant(0);

    /// <inheritdoc/>
    /// <remarks>Forward substitution: Lᵢᵢ εᵢ = (to − from)ᵢ − Σⱼ Lᵢⱼ εⱼ over j &lt; i.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Whiten(ReadOnlySpan<Real> from, ReadOnlySpan<Real> to, ReadOnlySpan<Real> theta, Span<double> noise)
    {
        var entry = 0;
        for (var i = 0; i < noise.Length; i++)
        {
            var rest = to[i] - from[i];
            for (var j = 0; j < i && below.Count > 0; j++)
            {
                rest -= noise[j] * below.Of(theta, entry++);
            }

            noise[i] = (rest / diagonal.Of(theta, i)).Value;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double LogNoiseDensity(double squaredLength) => -0.5 * squaredLength;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Draw(Span<Lanes> noise, ref StreamPack streams)
    {
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = streams.NextNormal();
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Propose(ReadOnlySpan<Lanes> x, ReadOnlySpan<Lanes> noise, ReadOnlySpan<Lanes> theta, Span<Lanes> proposed)
    {
        var entry = 0;
        for (var i = 0; i < proposed.Length; i++)
        {
            var step = noise[i] * diagonal.Of(theta, i);
            for (var j = 0; j < i && below.Count > 0; j++)
            {
                step += noise[j] * below.Of(theta, entry++);
            }

            proposed[i] = x[i] + step;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Propose(ReadOnlySpan<DualLanes> x, ReadOnlySpan<Lanes> noise, ReadOnlySpan<DualLanes> theta, Span<DualLanes> proposed)
    {
        var entry = 0;
        for (var i = 0; i < proposed.Length; i++)
        {
            var step = noise[i] * diagonal.Of(theta, i);
            for (var j = 0; j < i && below.Count > 0; j++)
            {
                step += noise[j] * below.Of(theta, entry++);
            }

            proposed[i] = x[i] + step;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Whiten(ReadOnlySpan<Lanes> from, ReadOnlySpan<Lanes> to, ReadOnlySpan<Lanes> theta, Span<Lanes> noise)
    {
        var entry = 0;
        for (var i = 0; i < noise.Length; i++)
        {
            var rest = to[i] - from[i];
            for (var j = 0; j < i && below.Count > 0; j++)
            {
                rest -= noise[j] * below.Of(theta, entry++);
            }

            noise[i] = rest / diagonal.Of(theta, i);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes LogNoiseDensity(Lanes squaredLength) => -0.5 * squaredLength;

    private static void RequireCount(string name, int found, int expected)
    {
        if (found != 1 && found != expected)
        {
            throw new SettingException(name, string.Create(CultureInfo.InvariantCulture, $"found {found} numbers; there must be {(expected == 1 ? "one" : $"{expected}, or one for all")}."));
        }
    }
}
