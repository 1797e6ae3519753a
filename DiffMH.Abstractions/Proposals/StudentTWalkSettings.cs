namespace DiffMH;

/// <summary>Settings of <see cref="StudentTWalk"/>.</summary>
public sealed record StudentTWalkSettings
{
    /// <summary>ν.</summary>
    [Setting("freedom", "degrees of freedom: 1 has the longest steps (Cauchy), many are nearly Gaussian", Minimum = 1, Maximum = 1e6, Required = true)]
    public double Freedom { get; init; }

    /// <summary>σ.</summary>
    [Setting("scale", "scale of a step in each coordinate, or one for all; its deviation is scale * sqrt(freedom / (freedom - 2)) for freedom above 2", Minimum = 0, AboveMinimum = true)]
    public Parameters Scale { get; init; }
}
