using System.Runtime.CompilerServices;

namespace DiffMH;

/// <summary>Suggests x′ᵢ = xᵢ + bᵢ εᵢ with independent εᵢ of the Laplace law: φ(ε) = ½ exp(−|ε|), variance 2.</summary>
public readonly struct LaplaceWalk : IProductWalk, IProposalDensity
{
    private readonly PerCoordinate scale;

    /// <summary>A walk in d coordinates.</summary>
    /// <param name="settings">b, one number for all coordinates or one for each.</param>
    /// <param name="dimension">d, at least 1.</param>
    /// <exception cref="SettingException">There are neither 1 nor d scales.</exception>
    public LaplaceWalk(LaplaceWalkSettings settings, int dimension)
    {
        ArgumentNullException.ThrowIfNull(settings);
        scale = new PerCoordinate(settings.Scale, "scale", dimension);
    }

    /// <inheritdoc/>
    public int Noise => scale.Dimension;

    /// <inheritdoc/>
    public void Draw(Span<double> noise, ref RandomStream stream)
    {
        foreach (ref var number in noise)
        {
            var u = stream.NextUniform();
            number = u < 0.5 ? Math.Log(2 * u) : -Math.Log(2 * (1 - u));
        }
    }

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
    public double LogCoordinateDensity(double noise) => -Math.Abs(noise);

    /// <inheritdoc/>
    public double LogDensity(ReadOnlySpan<Real> from, ReadOnlySpan<Real> to, ReadOnlySpan<Real> theta, Span<double> room) =>
        StepDensity.Product(this, from, to, theta, room);
}
