namespace DiffMH;

/// <summary>Settings of <see cref="UniformBoxWalk"/>.</summary>
public sealed record UniformBoxWalkSettings
{
    /// <summary>a.</summary>
    [Setting("scale", "longest step in each coordinate, or one for all; its deviation is 1/sqrt(3) of that", Minimum = 0, AboveMinimum = true)]
    public Parameters Scale { get; init; }
}
