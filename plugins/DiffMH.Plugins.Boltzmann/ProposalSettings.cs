namespace DiffMH.Plugins.Boltzmann;

/// <summary>Settings of the proposal of fresh spins.</summary>
public sealed record ProposalSettings
{
    /// <summary>Site order.</summary>
    [Setting("order", "which site comes next: random (independent and uniform) or sequential")]
    public SiteOrder Order { get; init; } = SiteOrder.Random;
}
