namespace DiffMH.Plugins.Sensitivity;

/// <summary>
/// Posterior of a linear regression: g(β, log σ) = prior(β, σ)ᵃ likelihood(β, σ)ᵇ σ, with βⱼ ~ N(0, τ²), σ ~ N(M, S²) above 0 and
/// yᵢ ~ N(xᵢ·β, σ²). θ = (τ, M, S, log₂ a, log₂ b), in the units of y where covariates are pure numbers.
/// </summary>
/// <remarks>
/// A state is β, then log σ; the factor σ is the Jacobian dσ/d log σ, which is raised to no power. Residuals are summed row by row: sums of
/// squares formed once would cost less, and lose digits where responses are large and vary little.
/// </remarks>
public readonly struct RegressionPosterior : IVectorTarget
{
    private readonly RegressionSettings settings;
    private readonly RegressionTable table;
    private readonly Powers powers;

    /// <summary>The posterior of one point.</summary>
    /// <exception cref="SettingException">The file is no table of a regression, or the start does not fit it.</exception>
    public RegressionPosterior(RegressionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (this.settings, table, powers) = (settings, settings.Table, new(settings.PriorPower, settings.LikelihoodPower));
        StartPoint.Require(settings.Start, Dimension);
    }

    /// <inheritdoc/>
    public int Dimension => table.Coefficients + 1;

    /// <inheritdoc/>
    public bool IsContinuous => true;

    /// <inheritdoc/>
    public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var coefficients = x[..^1];
        var (logSigma, sigma) = (x[^1], T.Exp(x[^1]));
        var logPrior = LogNormalDensity.Of(sigma, settings.NoiseMean.Of(theta), settings.NoiseDeviation.Of(theta));
        foreach (var coefficient in coefficients)
        {
            logPrior += LogNormalDensity.Of(coefficient, T.Constant(0), settings.CoefficientDeviation.Of(theta));
        }

        var logLikelihood = -(double)table.Rows * logSigma;
        for (var row = 0; row < table.Rows; row++)
        {
            logLikelihood += LogNormalDensity.Of(T.Constant(table.Response(row)), Prediction(row, coefficients), sigma);
        }

        return powers.Apply(logPrior, logLikelihood, theta) + logSigma;
    }

    /// <summary>xᵢ·β.</summary>
    private T Prediction<T>(int row, ReadOnlySpan<T> coefficients)
        where T : struct, IScalar<T>
    {
        var sum = T.Constant(0);
        var covariates = table.Covariates(row);
        for (var j = 0; j < coefficients.Length; j++)
        {
            sum += covariates[j] * coefficients[j];
        }

        return sum;
    }
}
