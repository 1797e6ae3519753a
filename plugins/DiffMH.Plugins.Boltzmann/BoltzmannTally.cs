namespace DiffMH.Plugins.Boltzmann;

/// <summary>Which tally stands where.</summary>
internal static class BoltzmannTally
{
    /// <summary>M = Σ sᵢ.</summary>
    public const int Spins = 0;

    /// <summary>B = Σ s_a s_b over the edges, whatever their couplings.</summary>
    public const int Bonds = 1;
}
