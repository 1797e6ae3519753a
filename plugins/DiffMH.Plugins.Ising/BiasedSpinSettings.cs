namespace DiffMH.Plugins.Ising;

/// <summary>Settings of the proposal <c>biased-spin</c>.</summary>
public sealed record BiasedSpinSettings
{
    /// <summary>Site order.</summary>
    [Setting("order", "which site comes next: random (independent and uniform) or sequential")]
    public SiteOrder Order { get; init; } = SiteOrder.Random;

    /// <summary>P(up).</summary>
    [Setting("up", "probability of suggesting a spin up", Minimum = 0, AboveMinimum = true, Maximum = 1, BelowMaximum = true, Required = true)]
    public double Up { get; init; }
}
