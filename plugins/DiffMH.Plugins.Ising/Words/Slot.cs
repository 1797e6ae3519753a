namespace DiffMH.Plugins.Ising.Words;

/// <summary>A place for an alternative.</summary>
internal struct Slot
{
    /// <summary>S, the mass of all that was put on the place since it was last free.</summary>
    public double Mass;

    /// <summary>W*, from which mass on a newborn takes the place.</summary>
    public double Threshold;

    /// <summary>The part of the weight that comes from ΔB, per unit of mass.</summary>
    public double Bonds;

    /// <summary>The part that comes from ΔM.</summary>
    public double Spins;

    /// <summary>In which step the alternative was born.</summary>
    public long Birth;
}
