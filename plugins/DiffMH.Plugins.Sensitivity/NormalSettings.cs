namespace DiffMH.Plugins.Sensitivity;

/// <summary>Settings of the posterior of a normal sample.</summary>
public sealed record NormalSettings
{
    /// <summary>y.</summary>
    [Setting("observations", "what was observed, at least one number; the 25 of arXiv:2406.14451 where it is absent", Optional = true)]
    public Parameters Observations { get; init; }

    /// <summary>Mean of the prior of μ.</summary>
    [Setting("mu_mean", "mean of the prior of mu, which is normal", Default = 0)]
    public Parameter MuMean { get; init; }

    /// <summary>Deviation of the prior of μ.</summary>
    [Setting("mu_deviation", "standard deviation of the prior of mu", Minimum = 0, AboveMinimum = true, Default = 1)]
    public Parameter MuDeviation { get; init; }

    /// <summary>Location of the prior of σ.</summary>
    [Setting("sigma_mean", "mean of the normal density that is the prior of sigma above 0", Default = 2)]
    public Parameter SigmaMean { get; init; }

    /// <summary>Scale of the prior of σ.</summary>
    [Setting("sigma_deviation", "standard deviation of the normal density that is the prior of sigma above 0", Minimum = 0, AboveMinimum = true, Default = 2.5)]
    public Parameter SigmaDeviation { get; init; }

    /// <summary>log₂ a.</summary>
    [Setting("prior_power_log2", "logarithm to base 2 of the power to which the prior is raised", Default = 0)]
    public Parameter PriorPower { get; init; }

    /// <summary>log₂ b.</summary>
    [Setting("likelihood_power_log2", "logarithm to base 2 of the power to which the likelihood is raised", Default = 0)]
    public Parameter LikelihoodPower { get; init; }

    /// <summary>Where the start <c>fixed</c> is.</summary>
    [Setting("start", "where chains begin: mu and sigma, 0 and 1 unless given")]
    public Vector Start { get; init; } = Vector.Empty;
}
