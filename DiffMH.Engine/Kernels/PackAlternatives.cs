using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>Where the alternatives of eight chains on ℝᵈ are, with log g of their states: what <see cref="VectorAlternatives"/> is to one.</summary>
/// <param name="dimension">d.</param>
/// <param name="places">M.</param>
internal sealed class PackAlternatives(int dimension, int places)
{
    private readonly Lanes[] states = new Lanes[places * dimension];
    private readonly Lanes[] densities = new Lanes[places];

    /// <summary>The states in a slot.</summary>
    public Span<Lanes> State(int slot) => states.AsSpan(slot * dimension, dimension);

    /// <summary>log g of them.</summary>
    public Lanes LogDensity(int slot) => densities[slot];

    /// <summary>Puts the alternatives of some lanes into a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int slot, LaneSet where, ReadOnlySpan<Lanes> state, Lanes logDensity)
    {
        where.Move(state, State(slot));
        densities[slot] = where.Select(logDensity, densities[slot]);
    }

    /// <summary>Writes all.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.WriteWords<Lanes>(states);
        writer.WriteWords<Lanes>(densities);
    }

    /// <summary>Reads what was saved.</summary>
    public void Load(BinaryReader reader)
    {
        reader.ReadWords<Lanes>(states);
        reader.ReadWords<Lanes>(densities);
    }
}
