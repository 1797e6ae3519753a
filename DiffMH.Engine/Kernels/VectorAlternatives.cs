namespace DiffMH.Engine.Kernels;

/// <summary>Where the alternatives of a chain on ℝᵈ are, with log g of their states: a place for each slot.</summary>
/// <param name="dimension">d.</param>
/// <param name="places">Places there are at first.</param>
internal sealed class VectorAlternatives(int dimension, int places)
{
    private Real[] states = new Real[places * dimension];
    private double[] densities = new double[places];

    /// <summary>The state in a slot.</summary>
    public ReadOnlySpan<Real> State(int slot) => states.AsSpan(slot * dimension, dimension);

    /// <summary>log g of it.</summary>
    public double LogDensity(int slot) => densities[slot];

    /// <summary>Puts an alternative into a slot.</summary>
    public void Put(int slot, ReadOnlySpan<Real> state, double logDensity)
    {
        state.CopyTo(states.AsSpan(slot * dimension, dimension));
        densities[slot] = logDensity;
    }

    /// <summary>Makes room for so many places.</summary>
    public void Resize(int places)
    {
        Array.Resize(ref states, places * dimension);
        Array.Resize(ref densities, places);
    }

    /// <summary>Writes all.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.WriteWords<Real>(states);
        writer.WriteDoubles(densities);
    }

    /// <summary>Reads what was saved with as many places.</summary>
    public void Load(BinaryReader reader)
    {
        reader.ReadWords<Real>(states);
        reader.ReadDoubles(densities);
    }
}
