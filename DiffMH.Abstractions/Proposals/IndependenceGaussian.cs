namespace DiffMH;

/// <summary>Suggests x′ᵢ = mᵢ + sᵢ εᵢ with independent standard normal εᵢ, whatever x is: an independence sampler.</summary>
/// <remarks>Chains get stuck where the target has longer tails than the proposal: log q(x′,x) − log q(x,x′) = ½ Σ ((x′ᵢ − mᵢ)/sᵢ)² − ½ Σ ((xᵢ − mᵢ)/sᵢ)².</remarks>
public readonly struct IndependenceGaussian : IProposalDensity
{
    private readonly PerCoordinate mean;
    private readonly PerCoordinate deviation;

    /// <summary>An independence sampler in d coordinates.</summary>
    /// <param name="settings">m and s, one number for all coordinates or one for each.</param>
    /// <param name="dimension">d, at least 1.</param>
    /// <exception cref="SettingException">There are neither 1 nor d numbers.</exception>
    public IndependenceGaussian(IndependenceGaussianSettings settings, int dimension)
    {
        ArgumentNullException.ThrowIfNull(settings);
        mean = new PerCoordinate(settings.Mean, "mean", dimension);
        deviation = new PerCoordinate(settings.Deviation, "deviation", dimension);
    }

    /// <inheritdoc/>
    public int Noise => deviation.Dimension;

    /// <inheritdoc/>
    public void Draw(Span<double> noise, ref RandomStream stream)
    {
        foreach (ref var number in noise)
        {
            number = stream.NextNormal();
        }
    }

    /// <inheritdoc/>
    public void Propose<T>(ReadOnlySpan<T> x, ReadOnlySpan<double> noise, ReadOnlySpan<T> theta, Span<T> proposed)
        where T : struct, IScalar<T>
    {
        for (var i = 0; i < proposed.Length; i++)
        {
            proposed[i] = mean.Of(theta, i) + (noise[i] * deviation.Of(theta, i));
        }
    }

    /// <inheritdoc/>
    public T LogRatio<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> proposed, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => LogDensity(x, theta) - LogDensity(proposed, theta);

    /// <inheritdoc/>
    public double LogDensity(ReadOnlySpan<Real> from, ReadOnlySpan<Real> to, ReadOnlySpan<Real> theta, Span<double> room) => LogDensity(to, theta).Value;

    private T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var sum = T.Constant(0);
        for (var i = 0; i < x.Length; i++)
        {
            var z = (x[i] - mean.Of(theta, i)) / deviation.Of(theta, i);
            sum += z * z;
        }

        return -0.5 * sum;
    }
}
