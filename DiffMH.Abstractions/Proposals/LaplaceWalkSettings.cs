namespace DiffMH;

/// <summary>Settings of <see cref="LaplaceWalk"/>.</summary>
public sealed record LaplaceWalkSettings
{
    /// <summary>b.</summary>
    [Setting("scale", "scale of a step in each coordinate, or one for all; its deviation is sqrt(2) times that", Minimum = 0, AboveMinimum = true)]
    public Parameters Scale { get; init; }
}
