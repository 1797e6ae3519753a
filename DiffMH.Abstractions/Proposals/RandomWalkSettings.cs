namespace DiffMH;

/// <summary>Settings of <see cref="RandomWalk"/>.</summary>
public sealed record RandomWalkSettings
{
    /// <summary>σ.</summary>
    [Setting("scale", "standard deviation of a step in each coordinate, or one for all", Minimum = 0, AboveMinimum = true)]
    public Parameters Scale { get; init; }
}
