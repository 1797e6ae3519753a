using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>The places for alternatives of 64 lanes: which are taken, what their alternatives weigh, and who stays when a newborn finds no place.</summary>
/// <remarks>
/// A newborn of mass s adds s to the mass S of a place and takes it if S ≥ W*, where W* = S/u at the last birth: since
/// P(W* ≤ S + s | W* &gt; S) = s/(S + s), the survivor of each competition has its weight divided by its probability to survive, and no
/// random number is drawn for newborns that lose. With all places taken newborns press on the alternative that was the weakest at the
/// last look, until its mass has doubled: any choice that depends on masses only is unbiased. Lanes know nothing of each other, and each
/// draws from its own pruning stream.
/// </remarks>
internal sealed class PackSlots
{
    private const int Lanes = PackModel.Lanes;

    private readonly PackModel model;
    private readonly int places;
    private readonly Slot[] slots;
    private readonly SlotLane[] lanes = new SlotLane[Lanes];
    private readonly ulong[] alive = new ulong[PackLattice.Alternatives];
    private readonly AlignedWords bonds = new(PackLattice.Alternatives * Lanes);
    private readonly AlignedWords spins = new(PackLattice.Alternatives * Lanes);

    /// <summary>Free places.</summary>
    /// <param name="model">What newborns weigh.</param>
    /// <param name="places">M, 1 … 8.</param>
    public PackSlots(PackModel model, int places)
    {
        (this.model, this.places) = (model, places);
        slots = new Slot[places * Lanes];
    }

    /// <summary>By place and lane (as in <see cref="PlaceOf"/>), the part of w that comes from ΔB: (S/s₀) ΔB of the change that gave birth, half of it at a tie.</summary>
    public ref double Bonds => ref MemoryMarshal.GetReference(bonds.Numbers);

    /// <summary>The part that comes from ΔM.</summary>
    public ref double Spins => ref MemoryMarshal.GetReference(spins.Numbers);

    /// <summary>What has happened to a lane's alternatives.</summary>
    public ref readonly SlotLane this[int lane] => ref lanes[lane];

    /// <summary>How many alternatives of a lane live.</summary>
    public int Living(int lane)
    {
        var living = 0;
        foreach (var word in alive)
        {
            living += (int)(word >> lane) & 1;
        }

        return living;
    }

    /// <summary>Where a lane stands among 64: lanes j, 8 + j, … 56 + j make up vector j, as <see cref="PackCounts"/> brings them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlaceOf(int lane) => ((lane & 7) << 3) | (lane >> 3);

    /// <summary>Frees all places.</summary>
    /// <param name="pruning">The pruning streams of the lanes, at their beginning.</param>
    public void Begin(ReadOnlySpan<RandomStream> pruning)
    {
        Array.Clear(alive);
        bonds.All.Clear();
        spins.All.Clear();
        for (var lane = 0; lane < Lanes; lane++)
        {
            lanes[lane] = new SlotLane { Pruning = pruning[lane], Limit = double.NegativeInfinity, Pressure = double.NegativeInfinity };
        }
    }

    /// <summary>Lets a newborn compete for a place.</summary>
    /// <param name="lane">Its lane.</param>
    /// <param name="change">The class of the change that gave birth to it.</param>
    /// <param name="step">The present step.</param>
    /// <param name="isReplaced">Whether the place was taken.</param>
    /// <returns>Its place; −1 if it was not kept.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Offer(int lane, int change, long step, out bool isReplaced)
    {
        ref var newborn = ref model.Birth(change, lane);
        ref var own = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(lanes), lane);
        var heavier = Place(own.Weakest, lane).Mass + newborn.Mass;
        if (heavier < own.Limit)
        {
            isReplaced = false;
            Weigh(own.Weakest, lane, heavier);
            return -1;
        }

        return Decide(lane, in newborn, step, out isReplaced);
    }

    /// <summary>Frees the places of alternatives that have become equal to the primal chains.</summary>
    /// <param name="differing">The alternatives that differ from them.</param>
    /// <param name="step">The present step.</param>
    public void Recouple(Vector512<ulong> differing, long step)
    {
        for (var place = 0; place < places; place++)
        {
            var equal = alive[place] & ~differing[place];
            alive[place] ^= equal;
            for (; equal != 0; equal &= equal - 1)
            {
                var lane = BitOperations.TrailingZeroCount(equal);
                ref var own = ref lanes[lane];
                own.Recoupled++;
                own.Lifetime += step - Place(place, lane).Birth;
                own.Limit = double.NegativeInfinity;
                own.Pressure = double.NegativeInfinity;
            }
        }
    }

    /// <summary>Writes the places.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(MemoryMarshal.AsBytes(slots.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(lanes.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(alive.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(bonds.All));
        writer.Write(MemoryMarshal.AsBytes(spins.All));
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        var stream = reader.BaseStream;
        stream.ReadExactly(MemoryMarshal.AsBytes(slots.AsSpan()));
        stream.ReadExactly(MemoryMarshal.AsBytes(lanes.AsSpan()));
        stream.ReadExactly(MemoryMarshal.AsBytes(alive.AsSpan()));
        stream.ReadExactly(MemoryMarshal.AsBytes(bonds.All));
        stream.ReadExactly(MemoryMarshal.AsBytes(spins.All));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Decide(int lane, in Birth newborn, long step, out bool isReplaced)
    {
        ref var own = ref lanes[lane];
        isReplaced = false;
        for (var free = 0; free < places; free++)
        {
            if (((alive[free] >> lane) & 1) == 0)
            {
                Settle(free, lane, newborn, newborn.Mass, step);
                return free;
            }
        }

        if (Place(own.Weakest, lane).Mass >= own.Pressure)
        {
            FindWeakest(lane, ref own);
        }

        ref var weakest = ref Place(own.Weakest, lane);
        var heavier = weakest.Mass + newborn.Mass;
        isReplaced = heavier >= weakest.Threshold;
        if (isReplaced)
        {
            Settle(own.Weakest, lane, newborn, heavier, step);
        }
        else
        {
            Weigh(own.Weakest, lane, heavier);
        }

        own.Limit = Math.Min(weakest.Threshold, own.Pressure);
        return isReplaced ? own.Weakest : -1;
    }

    private void Settle(int place, int lane, in Birth newborn, double total, long step)
    {
        ref var own = ref lanes[lane];
        ref var slot = ref Place(place, lane);
        alive[place] |= 1UL << lane;
        own.Births++;

        // With S the mass of all that was put on the place, the newborn's weight is (S/s) v.
        slot = new Slot { Threshold = total / own.Pruning.NextUniform(), Bonds = newborn.Bonds, Spins = newborn.Spins, Birth = step };
        Weigh(place, lane, total);
    }

    /// <summary>Gives a place another mass, and with it its alternative another weight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Weigh(int place, int lane, double total)
    {
        ref var slot = ref Place(place, lane);
        slot.Mass = total;
        var ordered = (Lanes * place) + PlaceOf(lane);
        Unsafe.Add(ref Bonds, ordered) = total * slot.Bonds;
        Unsafe.Add(ref Spins, ordered) = total * slot.Spins;
    }

    /// <summary>Finds the place of least mass, the first of equals. It is pressed on until its mass has doubled: a look at every newborn would cost more than it gains.</summary>
    private void FindWeakest(int lane, ref SlotLane own)
    {
        var least = 0;
        for (var place = 1; place < places; place++)
        {
            least = Place(place, lane).Mass < Place(least, lane).Mass ? place : least;
        }

        own.Weakest = least;
        own.Pressure = places == 1 ? double.PositiveInfinity : 2 * Place(least, lane).Mass;
    }

    /// <summary>The places of a lane stand side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Slot Place(int place, int lane) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(slots), (nint)((places * lane) + place));
}
