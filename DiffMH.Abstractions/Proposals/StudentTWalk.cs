using System.Runtime.CompilerServices;

namespace DiffMH;

/// <summary>Suggests x′ᵢ = xᵢ + σᵢ εᵢ with ε of the d-dimensional Student t law of ν degrees of freedom: φ(ε) ∝ (1 + |ε|²/ν)^(−(ν+d)/2).</summary>
/// <remarks>ε = z √(ν/χ²) with standard normal z and an independent χ² of ν degrees of freedom: one for all coordinates, so that the law is spherical.</remarks>
public readonly struct StudentTWalk : ISphericalWalk, IProposalDensity
{
    private readonly PerCoordinate scale;
    private readonly double freedom;

    /// <summary>A walk in d coordinates.</summary>
    /// <param name="settings">ν and σ; σ one number for all coordinates or one for each.</param>
    /// <param name="dimension">d, at least 1.</param>
    /// <exception cref="SettingException">There are neither 1 nor d scales.</exception>
    public StudentTWalk(StudentTWalkSettings settings, int dimension)
    {
        ArgumentNullException.ThrowIfNull(settings);
        scale = new PerCoordinate(settings.Scale, "scale", dimension);
        freedom = settings.Freedom;
    }

    /// <inheritdoc/>
    public int Noise => scale.Dimension;

    /// <inheritdoc/>
    public void Draw(Span<double> noise, ref RandomStream stream)
    {
        // χ²/ν = 2 G/ν with G of the gamma law of shape ν/2.
        var stretch = Math.Sqrt(0.5 * freedom / GammaNoise.Draw(0.5 * freedom, ref stream));
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = stretch * stream.NextNormal();
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
    public double LogNoiseDensity(double squaredLength) => -0.5 * (freedom + scale.Dimension) * Math.Log(1 + (squaredLength / freedom));

    /// <inheritdoc/>
    public double LogDensity(ReadOnlySpan<Real> from, ReadOnlySpan<Real> to, ReadOnlySpan<Real> theta, Span<double> room) =>
        StepDensity.Spherical(this, from, to, theta, room);
}
