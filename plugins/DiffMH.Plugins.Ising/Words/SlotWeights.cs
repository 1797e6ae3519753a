using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>What the alternatives in the places of 64 lanes weigh: S, the mass of all that was put on a place since it was last free, and w = (S/s₀) v₀.</summary>
/// <remarks>Masses of one lane stand side by side, for the comparison of its places; weights of eight lanes do, for the draws.</remarks>
/// <param name="model">What newborns weigh.</param>
/// <param name="places">M, 1 … 8.</param>
internal sealed class SlotWeights(PackModel model, int places)
{
    private const int Lanes = PackModel.Lanes;
    private const int Places = PackLattice.Alternatives;

    private readonly AlignedWords mass = new(Places * Lanes);
    private readonly AlignedWords bonds = new(Places * Lanes);
    private readonly AlignedWords spins = new(Places * Lanes);
    private readonly byte[] change = new byte[Places * Lanes];

    /// <summary>By place and lane (as in <see cref="PlaceOf"/>), the part of w that comes from ΔB: (S/s₀) ΔB of the change that gave birth, half of it at a tie.</summary>
    public ref double Bonds => ref MemoryMarshal.GetReference(bonds.Numbers);

    /// <summary>The part that comes from ΔM.</summary>
    public ref double Spins => ref MemoryMarshal.GetReference(spins.Numbers);

    /// <summary>Where a lane stands among 64: lanes j, 8 + j, … 56 + j make up vector j, as <see cref="PackCounts"/> brings them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlaceOf(int lane) => ((lane & 7) << 3) | (lane >> 3);

    /// <summary>S of a place.</summary>
    public double Mass(int slot, int lane) => mass.Numbers[(Places * lane) + slot];

    /// <summary>Takes all weights away. Places beyond M are never the lightest.</summary>
    public void Clear()
    {
        mass.Numbers.Fill(double.PositiveInfinity);
        bonds.All.Clear();
        spins.All.Clear();
    }

    /// <summary>Gives a place to the newborn of a change.</summary>
    /// <param name="slot">The place.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="kind">The change's class.</param>
    /// <param name="total">S, the newborn's own mass included.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Settle(int slot, int lane, int kind, double total)
    {
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(change), (Places * lane) + slot) = (byte)kind;
        Weigh(slot, lane, kind, total);
    }

    /// <summary>Gives a place another mass, and with it the alternative that has it.</summary>
    public void Press(int slot, int lane, double total) => Weigh(slot, lane, change[(Places * lane) + slot], total);

    /// <summary>The place of least mass in a lane, the first of equals.</summary>
    public int Lightest(int lane)
    {
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(mass.Numbers), Places * lane);
        var (lightest, least) = (0, first);
        for (var slot = 1; slot < places; slot++)
        {
            var other = Unsafe.Add(ref first, slot);
            lightest = other < least ? slot : lightest;
            least = Math.Min(other, least);
        }

        return lightest;
    }

    /// <summary>Writes all weights.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(MemoryMarshal.AsBytes(mass.All));
        writer.Write(MemoryMarshal.AsBytes(bonds.All));
        writer.Write(MemoryMarshal.AsBytes(spins.All));
        writer.Write(change);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(mass.All));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(bonds.All));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(spins.All));
        reader.BaseStream.ReadExactly(change);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Weigh(int slot, int lane, int kind, double total)
    {
        ref var newborn = ref model.Birth(kind, lane);
        var ordered = (Lanes * slot) + PlaceOf(lane);
        Unsafe.Add(ref mass.First, (Places * lane) + slot) = BitConverter.DoubleToUInt64Bits(total);
        Unsafe.Add(ref bonds.First, ordered) = BitConverter.DoubleToUInt64Bits(total * newborn.Bonds);
        Unsafe.Add(ref spins.First, ordered) = BitConverter.DoubleToUInt64Bits(total * newborn.Spins);
    }
}
