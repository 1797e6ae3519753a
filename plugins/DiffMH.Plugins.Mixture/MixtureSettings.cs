namespace DiffMH.Plugins.Mixture;

/// <summary>Settings of the posterior of a mixture's label.</summary>
public sealed record MixtureSettings
{
    /// <summary>What was observed, whose length is the dimension.</summary>
    [Setting("observation", "the observed number, or the coordinates of the observed point")]
    public Parameters Observation { get; init; }

    /// <summary>Means.</summary>
    [Setting("means", "mean of each component, one after the other, each of as many numbers as the observation has")]
    public Parameters Means { get; init; }

    /// <summary>Standard deviations.</summary>
    [Setting("deviations", "standard deviation of each component in all directions, or one for all", Minimum = 0, AboveMinimum = true)]
    public Parameters Deviations { get; init; }

    /// <summary>Prior weights.</summary>
    [Setting("weights", "prior weight of each component, not normalised; absent: all equal", Minimum = 0, AboveMinimum = true, Optional = true)]
    public Parameters Weights { get; init; }

    /// <summary>How many components there are.</summary>
    internal int Components => Means.Count / Observation.Count;
}
