namespace DiffMH.Plugins.Ising;

/// <summary>Settings of the proposals <c>uniform-spin</c> and <c>flip</c>.</summary>
public sealed record ProposalSettings
{
    /// <summary>Site order.</summary>
    [Setting("order", "which site comes next: random (independent and uniform) or sequential")]
    public SiteOrder Order { get; init; } = SiteOrder.Random;
}
