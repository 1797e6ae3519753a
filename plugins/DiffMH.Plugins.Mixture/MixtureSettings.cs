namespace DiffMH.Plugins.Mixture;

/// <summary>Settings of the posterior of a mixture's label.</summary>
public sealed record MixtureSettings
{
    /// <summary>What was observed.</summary>
    [Setting("observation", "the observed number")]
    public Parameter Observation { get; init; }

    /// <summary>Means.</summary>
    [Setting("means", "mean of each component")]
    public Parameters Means { get; init; }

    /// <summary>Standard deviations.</summary>
    [Setting("deviations", "standard deviation of each component, or one for all", Minimum = 0, AboveMinimum = true)]
    public Parameters Deviations { get; init; }

    /// <summary>Prior weights.</summary>
    [Setting("weights", "prior weight of each component, not normalised; absent: all equal", Minimum = 0, AboveMinimum = true, Optional = true)]
    public Parameters Weights { get; init; }
}
