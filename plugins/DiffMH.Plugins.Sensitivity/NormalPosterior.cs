namespace DiffMH.Plugins.Sensitivity;

/// <summary>
/// Posterior of a normal sample: g(μ, log σ) = prior(μ, σ)ᵃ likelihood(μ, σ)ᵇ σ, with μ ~ N(m, s²), σ ~ N(M, S²) above 0 and yᵢ ~ N(μ, σ²).
/// θ = (y, m, s, M, S, log₂ a, log₂ b), the first five in the units of y.
/// </summary>
/// <remarks>A state is (μ, log σ); the factor σ is the Jacobian dσ/d log σ, which is raised to no power. The demonstration of arXiv:2406.14451.</remarks>
public readonly struct NormalPosterior : IVectorTarget
{
    /// <summary>How many coordinates a state has.</summary>
    internal const int Coordinates = 2;

    private static readonly double[] Published =
        [9.5, 10.2, 9.1, 9.1, 10.3, 10.9, 11.7, 10.3, 9.6, 8.6, 9.1, 11.1, 9.3, 10.5, 9.7, 10.3, 10.0, 9.8, 9.6, 8.3, 10.2, 9.8, 10.0, 10.0, 9.1];

    private readonly NormalSettings settings;
    private readonly Powers powers;

    /// <summary>The posterior of one point.</summary>
    /// <exception cref="SettingException">The start has not two numbers, or its σ is not positive.</exception>
    public NormalPosterior(NormalSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (this.settings, powers) = (settings, new(settings.PriorPower, settings.LikelihoodPower));
        StartPoint.Require(settings.Start, Dimension);
    }

    /// <inheritdoc/>
    public int Dimension => Coordinates;

    /// <inheritdoc/>
    public bool IsContinuous => true;

    /// <inheritdoc/>
    public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var (mu, logSigma, sigma) = (x[0], x[1], T.Exp(x[1]));
        var logPrior = LogNormalDensity.Of(mu, settings.MuMean.Of(theta), settings.MuDeviation.Of(theta))
            + LogNormalDensity.Of(sigma, settings.SigmaMean.Of(theta), settings.SigmaDeviation.Of(theta));
        var given = settings.Observations;
        var count = given.Count == 0 ? Published.Length : given.Count;
        var logLikelihood = -(double)count * logSigma;
        for (var i = 0; i < count; i++)
        {
            logLikelihood += LogNormalDensity.Of(given.Count == 0 ? T.Constant(Published[i]) : given.Of(theta, i), mu, sigma);
        }

        return powers.Apply(logPrior, logLikelihood, theta) + logSigma;
    }
}
