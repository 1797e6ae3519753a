namespace DiffMH;

/// <summary>Settings of <see cref="IndependenceGaussian"/>.</summary>
public sealed record IndependenceGaussianSettings
{
    /// <summary>m.</summary>
    [Setting("mean", "mean of a suggestion in each coordinate, or one for all")]
    public Parameters Mean { get; init; }

    /// <summary>s.</summary>
    [Setting("deviation", "standard deviation of a suggestion in each coordinate, or one for all", Minimum = 0, AboveMinimum = true)]
    public Parameters Deviation { get; init; }
}
