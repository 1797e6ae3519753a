namespace DiffMH.Plugins.Ising;

/// <summary>Which tally stands where.</summary>
internal static class IsingTally
{
    /// <summary>B = Σ⟨ij⟩ sᵢ sⱼ, each bond once.</summary>
    public const int Bonds = 0;

    /// <summary>M = Σ sᵢ.</summary>
    public const int Spins = 1;
}
