namespace DiffMH.Plugins.Mixture;

/// <summary>Settings of a mixture of spherical Gaussians.</summary>
public sealed record GaussianMixtureSettings
{
    /// <summary>d.</summary>
    [Setting("dimension", "how many coordinates there are", Minimum = 1)]
    public int Dimension { get; init; } = 1;

    /// <summary>μ.</summary>
    [Setting("means", "mean of each component, one after the other, each of as many numbers as there are coordinates")]
    public Parameters Means { get; init; }

    /// <summary>σ.</summary>
    [Setting("deviations", "standard deviation of each component in all directions, or one for all", Minimum = 0, AboveMinimum = true)]
    public Parameters Deviations { get; init; }

    /// <summary>w.</summary>
    [Setting("weights", "weight of each component, not normalised; absent: all equal", Minimum = 0, AboveMinimum = true, Optional = true)]
    public Parameters Weights { get; init; }

    /// <summary>Where the start <c>fixed</c> is.</summary>
    [Setting("start", "where chains begin: one number per coordinate, or one for all")]
    public Vector Start { get; init; } = Vector.Of(0);

    /// <summary>The components.</summary>
    /// <exception cref="SettingException">The lists do not fit each other.</exception>
    internal Components Components => new(Means, Deviations, Weights, Dimension);
}
