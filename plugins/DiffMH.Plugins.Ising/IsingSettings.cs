namespace DiffMH.Plugins.Ising;

/// <summary>Settings of the Ising model on a periodic square lattice.</summary>
public sealed record IsingSettings
{
    /// <summary>Side of the lattice.</summary>
    [Setting("L", "side of the periodic square lattice", Minimum = 2, Maximum = 4096, Required = true)]
    public int L { get; init; }

    /// <summary>Temperature.</summary>
    [Setting("T", "temperature", Unit = "J/k", Minimum = 0, AboveMinimum = true)]
    public Parameter T { get; init; }

    /// <summary>Coupling of neighbouring spins.</summary>
    [Setting("J", "coupling of neighbouring spins", Unit = "energy", Default = 1)]
    public Parameter J { get; init; }

    /// <summary>Field.</summary>
    [Setting("h", "external field", Unit = "energy", Default = 0)]
    public Parameter H { get; init; }
}
