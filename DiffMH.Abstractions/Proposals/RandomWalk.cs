using System.Runtime.CompilerServices;

namespace DiffMH;

/// <summary>Suggests x′ᵢ = xᵢ + σᵢ εᵢ with independent standard normal εᵢ.</summary>
public readonly struct RandomWalk : IPackWalk, IProductWalk, IProposalDensity
{
    private readonly PerCoordinate scale;

    /// <summary>A random walk in d coordinates.</summary>
    /// <param name="settings">σ, one number for all coordinates or one for each.</param>
    /// <param name="dimension">d, at least 1.</param>
    /// <exception cref="SettingException">There are neither 1 nor d numbers.</exception>
    public RandomWalk(RandomWalkSettings settings, int dimension)
    {
        ArgumentNullException.ThrowIfNull(settings);
        scale = new PerCoordinate(settings.Scale, "scale", dimension);
    }

    /// <inheritdoc/>
    public int Noise => scale.Dimension;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Draw(Span<double> noise, ref RandomStream stream) => stream.NextNormals(noise);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Propose<T>(ReadOnlySpan<T> x, ReadOnlySpan<double> noise, ReadOnlySpan<T> theta, Span<T> proposed)
        where T : struct, IScalar<T> => scale.Step(x, noise, theta, proposed);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T LogRatio<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> proposed, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => T.Constant(0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Whiten(ReadOnlySpan<Real> from, ReadOnlySpan<Real> to, ReadOnlySpan<Real> theta, Span<double> noise) => scale.Whiten(from, to, theta, noise);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double LogNoiseDensity(double squaredLength) => -0.5 * squaredLength;

    /// <inheritdoc/>
    public double LogCoordinateDensity(double noise) => -0.5 * noise * noise;

    /// <inheritdoc/>
    public double LogDensity(ReadOnlySpan<Real> from, ReadOnlySpan<Real> to, ReadOnlySpan<Real> theta, Span<double> room) =>
        StepDensity.Spherical(this, from, to, theta, room);

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
    public void Propose(ReadOnlySpan<Lanes> x, ReadOnlySpan<Lanes> noise, ReadOnlySpan<Lanes> theta, Span<Lanes> proposed) => scale.Step(x, noise, theta, proposed);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Propose(ReadOnlySpan<DualLanes> x, ReadOnlySpan<Lanes> noise, ReadOnlySpan<DualLanes> theta, Span<DualLanes> proposed) => scale.Step(x, noise, theta, proposed);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Whiten(ReadOnlySpan<Lanes> from, ReadOnlySpan<Lanes> to, ReadOnlySpan<Lanes> theta, Span<Lanes> noise) => scale.Whiten(from, to, theta, noise);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes LogNoiseDensity(Lanes squaredLength) => -0.5 * squaredLength;
}
