namespace DiffMH.Plugins.Sensitivity;

/// <summary>Settings of the posterior of a linear regression.</summary>
public sealed record RegressionSettings
{
    private RegressionTable? table;

    /// <summary>X and y.</summary>
    [Setting("data", "a text file with an observation in each line: its covariates, then its response")]
    public DataFile Data { get; init; } = null!;

    /// <summary>Whether there is a constant term.</summary>
    [Setting("intercept", "whether the first coefficient is a constant term")]
    public bool Intercept { get; init; } = true;

    /// <summary>τ.</summary>
    [Setting("coefficient_deviation", "standard deviation of the prior of each coefficient, which is normal of mean 0", Minimum = 0, AboveMinimum = true, Default = 1)]
    public Parameter CoefficientDeviation { get; init; }

    /// <summary>Location of the prior of σ.</summary>
    [Setting("noise_mean", "mean of the normal density that is the prior of the noise's standard deviation above 0", Default = 0)]
    public Parameter NoiseMean { get; init; }

    /// <summary>Scale of the prior of σ.</summary>
    [Setting("noise_deviation", "standard deviation of the normal density that is the prior of the noise's standard deviation above 0", Minimum = 0, AboveMinimum = true, Default = 1)]
    public Parameter NoiseDeviation { get; init; }

    /// <summary>log₂ a.</summary>
    [Setting("prior_power_log2", "logarithm to base 2 of the power to which the prior is raised", Default = 0)]
    public Parameter PriorPower { get; init; }

    /// <summary>log₂ b.</summary>
    [Setting("likelihood_power_log2", "logarithm to base 2 of the power to which the likelihood is raised", Default = 0)]
    public Parameter LikelihoodPower { get; init; }

    /// <summary>Where the start <c>fixed</c> is.</summary>
    [Setting("start", "where chains begin: the coefficients, then the standard deviation of the noise; 0 and 1 unless given")]
    public Vector Start { get; init; } = Vector.Empty;

    /// <summary>The data, read once for all that is made of one point.</summary>
    /// <exception cref="SettingException">The file is no table with a covariate and a response.</exception>
    internal RegressionTable Table => table ??= RegressionTable.Of(Data, Intercept);
}
