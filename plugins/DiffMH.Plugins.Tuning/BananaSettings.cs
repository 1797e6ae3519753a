namespace DiffMH.Plugins.Tuning;

/// <summary>Settings of a bent Gaussian.</summary>
public sealed record BananaSettings : IFixedStart
{
    /// <summary>σ.</summary>
    [Setting("deviation", "standard deviation along the banana", Minimum = 0, AboveMinimum = true)]
    public double Deviation { get; init; } = 2;

    /// <summary>b.</summary>
    [Setting("bend", "how much it is bent; 0 for a Gaussian")]
    public double Bend { get; init; } = 0.5;

    /// <inheritdoc/>
    [Setting("start", "where chains with the start fixed begin: two numbers, or one for both")]
    public Vector Start { get; init; } = Vector.Of(0);
}
