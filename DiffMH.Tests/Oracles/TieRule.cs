namespace DiffMH.Tests.Oracles;

/// <summary>Which derivative of α = min(1, r) an oracle takes at the kink r = 1.</summary>
internal enum TieRule
{
    /// <summary>The mean of the two one-sided derivatives: half of ∂log r.</summary>
    Mean,

    /// <summary>The right derivative: min(0, ∂log r).</summary>
    Right,

    /// <summary>None: wrong wherever ties have positive probability.</summary>
    Dropped,
}
