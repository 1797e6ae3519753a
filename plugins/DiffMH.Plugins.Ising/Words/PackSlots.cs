using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>The places for alternatives of 64 lanes: which are taken, what their alternatives weigh, and who stays when a newborn finds no place.</summary>
/// <remarks>
/// A newborn of mass s that finds no free place adds s to the mass S of its lane's lightest alternative and takes its place if S ≥ W*, where
/// W* = S/u with the mass S at the last birth there: since P(W* ≤ S + s | W* &gt; S) = s/(S + s), the survivor of each competition has its
/// weight divided by its probability to survive. u is drawn when a place is first competed for. Lanes know nothing of each other, and
/// each draws from its own pruning stream.
/// </remarks>
internal sealed class PackSlots
{
    private const int Lanes = PackModel.Lanes;
    private const int Places = PackLattice.Alternatives;

    /// <summary>W* of a place that has not been competed for.</summary>
    private const double NotDrawn = 0;

    private readonly PackModel model;
    private readonly AlignedWords alive = new(Places);
    private readonly AlignedWords replaced = new(Places);
    private readonly AlignedWords mass = new(Places * Lanes);
    private readonly AlignedWords threshold = new(Places * Lanes);
    private readonly AlignedWords bonds = new(Places * Lanes);
    private readonly AlignedWords spins = new(Places * Lanes);
    private readonly byte[] change = new byte[Places * Lanes];
    private readonly long[] birth = new long[Places * Lanes];
    private readonly RandomStream[] pruning = new RandomStream[Lanes];
    private readonly SlotStatistics statistics = new();
    private readonly int used;

    /// <summary>Free places.</summary>
    /// <param name="model">What newborns weigh.</param>
    /// <param name="places">M, 1 … 8.</param>
    public PackSlots(PackModel model, int places) => (this.model, used) = (model, places);

    /// <summary>By place and lane (as in <see cref="PlaceOf"/>), the part of w that comes from ΔB: (S/s₀) ΔB of the change that gave birth, half of it at a tie.</summary>
    public ref double Bonds => ref MemoryMarshal.GetReference(bonds.Numbers);

    /// <summary>The part that comes from ΔM.</summary>
    public ref double Spins => ref MemoryMarshal.GetReference(spins.Numbers);

    /// <summary>What has happened to the alternatives.</summary>
    public SlotStatistics Statistics => statistics;

    /// <summary>The newborns that took another alternative's place, a word for each place.</summary>
    public Vector512<ulong> Replaced => Vector512.LoadUnsafe(ref replaced.First);

    /// <summary>Where a lane stands among 64: lanes j, 8 + j, … 56 + j make up vector j, as <see cref="PackCounts"/> brings them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlaceOf(int lane) => ((lane & 7) << 3) | (lane >> 3);

    /// <summary>How many alternatives of a lane live.</summary>
    public int Living(int lane)
    {
        var living = 0;
        foreach (var word in alive.All[..used])
        {
            living += (int)(word >> lane) & 1;
        }

        return living;
    }

    /// <summary>Frees all places.</summary>
    /// <param name="streams">The pruning streams of the lanes, at their beginning.</param>
    public void Begin(ReadOnlySpan<RandomStream> streams)
    {
        // Places beyond M are never free and never the lightest.
        alive.All.Clear();
        alive.All[used..].Fill(ulong.MaxValue);
        mass.Numbers.Fill(double.PositiveInfinity);
        bonds.All.Clear();
        spins.All.Clear();
        streams.CopyTo(pruning);
        statistics.Clear();
    }

    /// <summary>Gives newborns, at most one in each lane, their lane's first free place.</summary>
    /// <param name="born">The lanes that have one.</param>
    /// <param name="move">The update that gave birth.</param>
    /// <param name="sweepStart">The step before the present sweep.</param>
    /// <param name="place">The update's place in its sweep.</param>
    /// <param name="alternatives">The words of the site's alternatives. One in a free place is equal to the primal chain, so that it has taken the other decision once its spin there is turned.</param>
    /// <returns>The lanes that had no free place.</returns>
    public ulong Place(ulong born, in PrimalMove move, long sweepStart, int place, ref ulong alternatives)
    {
        ref var taken = ref alive.First;
        var rest = born;
        var (first, second, third) = (0UL, 0UL, 0UL);
        for (var slot = 0; slot < Places; slot++)
        {
            // The lanes where this place is the first free one; which one it is stands in three planes of bits.
            var found = rest & ~Unsafe.Add(ref taken, slot);
            Unsafe.Add(ref taken, slot) |= found;
            Unsafe.Add(ref alternatives, slot) ^= found;
            rest ^= found;
            first |= found & (0 - ((ulong)slot & 1));
            second |= found & (0 - (((ulong)slot >> 1) & 1));
            third |= found & (0 - (((ulong)slot >> 2) & 1));
        }

        for (var lanes = born ^ rest; lanes != 0; lanes &= lanes - 1)
        {
            var lane = BitOperations.TrailingZeroCount(lanes);
            var slot = (int)(((first >> lane) & 1) | (((second >> lane) & 1) << 1) | (((third >> lane) & 1) << 2));
            var kind = move.ChangeOf(lane);
            Settle(slot, lane, kind, model.Birth(kind, lane).Mass, sweepStart + place);
            statistics.Born(lane, place);
        }

        return rest;
    }

    /// <summary>Lets newborns that have no free place compete for one.</summary>
    /// <param name="lanes">The lanes that have one.</param>
    /// <param name="move">The update that gave birth.</param>
    /// <param name="sweepStart">The step before the present sweep.</param>
    /// <param name="place">The update's place in its sweep.</param>
    /// <returns>Whether any of them won: those <see cref="Replaced"/>.</returns>
    public bool Compete(ulong lanes, in PrimalMove move, long sweepStart, int place)
    {
        var isReplaced = false;
        replaced.All.Clear();
        for (; lanes != 0; lanes &= lanes - 1)
        {
            var lane = BitOperations.TrailingZeroCount(lanes);
            var kind = move.ChangeOf(lane);
            var slot = Lightest(lane);
            var at = (Places * lane) + slot;
            var before = mass.Numbers[at];
            var heavier = before + model.Birth(kind, lane).Mass;
            ref var limit = ref threshold.Numbers[at];
            if (limit == NotDrawn)
            {
                limit = before / pruning[lane].NextUniform();
            }

            if (heavier < limit)
            {
                Weigh(slot, lane, change[at], heavier);
                continue;
            }

            isReplaced = true;
            replaced.All[slot] |= 1UL << lane;
            statistics.Lost(lane, sweepStart - birth[at]);
            statistics.Born(lane, place);
            Settle(slot, lane, kind, heavier, sweepStart + place);
        }

        return isReplaced;
    }

    /// <summary>Frees the places of alternatives that have become equal to the primal chains, at the end of a sweep.</summary>
    /// <param name="differing">The alternatives that differ from them.</param>
    public void EndSweep(Vector512<ulong> differing)
    {
        var usable = Vector512.LessThan(Vector512<ulong>.Indices, Vector512.Create((ulong)used));
        var all = Vector512.LoadUnsafe(ref alive.First);
        var living = all & usable;
        var equal = Vector512.AndNot(living, differing);
        statistics.EndSweep(living, equal);
        (all ^ equal).StoreUnsafe(ref alive.First);
    }

    /// <summary>Ends the pass: takes the lives that did not end out of the lifetimes.</summary>
    /// <param name="step">The present step, the end of a sweep.</param>
    public void End(long step)
    {
        for (var slot = 0; slot < used; slot++)
        {
            for (var lanes = alive.All[slot]; lanes != 0; lanes &= lanes - 1)
            {
                var lane = BitOperations.TrailingZeroCount(lanes);
                statistics.Lost(lane, step - birth[(Places * lane) + slot]);
            }
        }
    }

    /// <summary>Writes the places.</summary>
    public void Save(BinaryWriter writer)
    {
        foreach (var words in (AlignedWords[])[alive, mass, threshold, bonds, spins])
        {
            writer.Write(MemoryMarshal.AsBytes(words.All));
        }

        writer.Write(change);
        writer.Write(MemoryMarshal.AsBytes(birth.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(pruning.AsSpan()));
        statistics.Save(writer);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        foreach (var words in (AlignedWords[])[alive, mass, threshold, bonds, spins])
        {
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(words.All));
        }

        reader.BaseStream.ReadExactly(change);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(birth.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(pruning.AsSpan()));
        statistics.Load(reader);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Settle(int slot, int lane, int kind, double total, long step)
    {
        var at = (nint)((Places * lane) + slot);
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(change), at) = (byte)kind;
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(birth), at) = step;
        Unsafe.Add(ref threshold.First, at) = BitConverter.DoubleToUInt64Bits(NotDrawn);
        Weigh(slot, lane, kind, total);
    }

    /// <summary>Gives a place another mass, and with it its alternative, whose weight is (S/s₀) v₀.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Weigh(int slot, int lane, int kind, double total)
    {
        ref var newborn = ref model.Birth(kind, lane);
        var ordered = (nint)((Lanes * slot) + PlaceOf(lane));
        Unsafe.Add(ref mass.First, (Places * lane) + slot) = BitConverter.DoubleToUInt64Bits(total);
        Unsafe.Add(ref bonds.First, ordered) = BitConverter.DoubleToUInt64Bits(total * newborn.Bonds);
        Unsafe.Add(ref spins.First, ordered) = BitConverter.DoubleToUInt64Bits(total * newborn.Spins);
    }

    /// <summary>The place of least mass in a lane, the first of equals.</summary>
    private int Lightest(int lane)
    {
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(mass.Numbers), (nint)(Places * lane));
        var (lightest, least) = (0, first);
        for (var slot = 1; slot < used; slot++)
        {
            var other = Unsafe.Add(ref first, slot);
            lightest = other < least ? slot : lightest;
            least = Math.Min(other, least);
        }

        return lightest;
    }
}
