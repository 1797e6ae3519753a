using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>The places for alternatives of 64 lanes: which are taken, what their alternatives weigh, and who stays when a newborn finds no place.</summary>
/// <remarks>
/// In each place the mass S, the threshold W* and what S is multiplied with to have the weight w = (S/s₀) v₀. A newborn of mass s adds s to
/// S and takes the place if S ≥ W*, where W* = S/u at the last birth: since P(W* ≤ S + s | W* &gt; S) = s/(S + s), the survivor of each
/// competition has its weight divided by its probability to survive, and no random number is drawn for newborns that lose. With all places taken newborns press on the alternative that was
/// the weakest at the last look, until its mass has doubled: any choice that depends on masses only is unbiased. Lanes know nothing of
/// each other, and each draws from its own pruning stream.
/// </remarks>
internal sealed class PackSlots
{
    private const int Lanes = PackModel.Lanes;

    private readonly PackModel model;
    private readonly int places;
    private readonly double[] mass;
    private readonly double[] threshold;
    private readonly double[] bondsOfMass;
    private readonly double[] spinsOfMass;
    private readonly long[] birth;
    private readonly double[] pressure = new double[Lanes];
    private readonly double[] limit = new double[Lanes];
    private readonly int[] weakest = new int[Lanes];
    private readonly long[] counts = new long[3 * Lanes];
    private readonly ulong[] alive = new ulong[PackLattice.Alternatives];
    private readonly RandomStream[] pruning = new RandomStream[Lanes];
    private readonly AlignedWords bonds = new(PackLattice.Alternatives * Lanes);
    private readonly AlignedWords spins = new(PackLattice.Alternatives * Lanes);

    /// <summary>Free places.</summary>
    /// <param name="model">What newborns weigh.</param>
    /// <param name="places">M, 1 … 8.</param>
    public PackSlots(PackModel model, int places)
    {
        (this.model, this.places) = (model, places);
        (mass, threshold) = (new double[places * Lanes], new double[places * Lanes]);
        (bondsOfMass, spinsOfMass) = (new double[places * Lanes], new double[places * Lanes]);
        birth = new long[places * Lanes];
    }

    /// <summary>By place and lane (as in <see cref="PlaceOf"/>), the part of w that is multiplied with 1/T for J, and with others for T and h: (S/s₀) ΔB at birth.</summary>
    public ref double Bonds => ref MemoryMarshal.GetReference(bonds.Numbers);

    /// <summary>The same of ΔM.</summary>
    public ref double Spins => ref MemoryMarshal.GetReference(spins.Numbers);

    /// <summary>Alternatives of a lane that were given a place.</summary>
    public long Births(int lane) => counts[lane];

    /// <summary>Those that became equal to the primal chain again.</summary>
    public long Recoupled(int lane) => counts[Lanes + lane];

    /// <summary>Steps between birth and the end of the sweep in which they did.</summary>
    public long Lifetime(int lane) => counts[(2 * Lanes) + lane];

    /// <summary>Those that live.</summary>
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
    public void Clear()
    {
        Array.Clear(alive);
        Array.Clear(counts);
        Array.Fill(limit, double.NegativeInfinity);
        Array.Fill(pressure, double.NegativeInfinity);
        Array.Clear(weakest);
        bonds.All.Clear();
        spins.All.Clear();
    }

    /// <summary>Takes the lanes' pruning streams, at their beginning.</summary>
    public void Open(ReadOnlySpan<RandomStream> streams) => streams.CopyTo(pruning);

    /// <summary>Lets a newborn compete for a place.</summary>
    /// <param name="lane">Its lane.</param>
    /// <param name="change">The class of the change that gave birth to it.</param>
    /// <param name="step">The present step.</param>
    /// <param name="isReplaced">Whether the place was taken.</param>
    /// <returns>Its place; −1 if it was not kept.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Offer(int lane, int change, long step, out bool isReplaced)
    {
        var newborn = model.Mass(change, lane);
        var at = (Lanes * weakest[lane]) + lane;
        var heavier = mass[at] + newborn;
        if (heavier < limit[lane])
        {
            isReplaced = false;
            Weigh(weakest[lane], lane, heavier);
            return -1;
        }

        return Decide(lane, change, newborn, step, out isReplaced);
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
                counts[Lanes + lane]++;
                counts[(2 * Lanes) + lane] += step - birth[(Lanes * place) + lane];
                limit[lane] = double.NegativeInfinity;
                pressure[lane] = double.NegativeInfinity;
            }
        }
    }

    /// <summary>Writes the places.</summary>
    public void Save(BinaryWriter writer)
    {
        foreach (var numbers in (double[][])[mass, threshold, bondsOfMass, spinsOfMass, pressure, limit])
        {
            writer.Write(MemoryMarshal.AsBytes(numbers.AsSpan()));
        }

        writer.Write(MemoryMarshal.AsBytes(birth.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(counts.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(weakest.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(alive.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(pruning.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(bonds.All));
        writer.Write(MemoryMarshal.AsBytes(spins.All));
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        var stream = reader.BaseStream;
        foreach (var numbers in (double[][])[mass, threshold, bondsOfMass, spinsOfMass, pressure, limit])
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        }

        stream.ReadExactly(MemoryMarshal.AsBytes(birth.AsSpan()));
        stream.ReadExactly(MemoryMarshal.AsBytes(counts.AsSpan()));
        stream.ReadExactly(MemoryMarshal.AsBytes(weakest.AsSpan()));
        stream.ReadExactly(MemoryMarshal.AsBytes(alive.AsSpan()));
        stream.ReadExactly(MemoryMarshal.AsBytes(pruning.AsSpan()));
        stream.ReadExactly(MemoryMarshal.AsBytes(bonds.All));
        stream.ReadExactly(MemoryMarshal.AsBytes(spins.All));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Decide(int lane, int change, double newborn, long step, out bool isReplaced)
    {
        isReplaced = false;
        for (var free = 0; free < places; free++)
        {
            if (((alive[free] >> lane) & 1) == 0)
            {
                Begin(free, lane, change, newborn, newborn, step);
                return free;
            }
        }

        if (mass[(Lanes * weakest[lane]) + lane] >= pressure[lane])
        {
            FindWeakest(lane);
        }

        var place = weakest[lane];
        var heavier = mass[(Lanes * place) + lane] + newborn;
        isReplaced = heavier >= threshold[(Lanes * place) + lane];
        if (isReplaced)
        {
            Begin(place, lane, change, newborn, heavier, step);
        }
        else
        {
            Weigh(place, lane, heavier);
        }

        limit[lane] = Math.Min(threshold[(Lanes * place) + lane], pressure[lane]);
        return isReplaced ? place : -1;
    }

    private void Begin(int place, int lane, int change, double newborn, double total, long step)
    {
        var at = (Lanes * place) + lane;
        alive[place] |= 1UL << lane;
        threshold[at] = total / pruning[lane].NextUniform();
        var (ofBonds, ofSpins) = model.Weight(change, lane);

        // With S the mass of all that was put on the place, the newborn's weight is (S/s) v.
        (bondsOfMass[at], spinsOfMass[at]) = (ofBonds, ofSpins);
        birth[at] = step;
        counts[lane]++;
        Weigh(place, lane, total);
    }

    /// <summary>Gives a place another mass, and with it its alternative another weight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Weigh(int place, int lane, double total)
    {
        var at = (Lanes * place) + lane;
        mass[at] = total;
        var ordered = (Lanes * place) + PlaceOf(lane);
        Unsafe.Add(ref Bonds, ordered) = total * bondsOfMass[at];
        Unsafe.Add(ref Spins, ordered) = total * spinsOfMass[at];
    }

    /// <summary>Finds the place of least mass, the first of equals. It is pressed on until its mass has doubled: a look at every newborn would cost more than it gains.</summary>
    private void FindWeakest(int lane)
    {
        var least = 0;
        for (var place = 1; place < places; place++)
        {
            least = mass[(Lanes * place) + lane] < mass[(Lanes * least) + lane] ? place : least;
        }

        weakest[lane] = least;
        pressure[lane] = places == 1 ? double.PositiveInfinity : 2 * mass[(Lanes * least) + lane];
    }
}
