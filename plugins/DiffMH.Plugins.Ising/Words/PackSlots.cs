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
    private readonly AlignedWords threshold = new(Places * Lanes);
    private readonly long[] birth = new long[Places * Lanes];
    private readonly RandomStream[] pruning = new RandomStream[Lanes];
    private readonly SlotStatistics statistics = new();
    private readonly int used;

    /// <summary>Free places.</summary>
    /// <param name="model">What newborns weigh.</param>
    /// <param name="places">M, 1 … 8.</param>
    public PackSlots(PackModel model, int places) => (this.model, used, Weights) = (model, places, new SlotWeights(model, places));

    /// <summary>What the alternatives weigh.</summary>
    public SlotWeights Weights { get; }

    /// <summary>What has happened to the alternatives.</summary>
    public SlotStatistics Statistics => statistics;

    /// <summary>The newborns that took another alternative's place, a word for each place.</summary>
    public Vector512<ulong> Replaced => Vector512.LoadUnsafe(ref replaced.First);

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
        // Places beyond M are never free.
        alive.All.Clear();
        alive.All[used..].Fill(ulong.MaxValue);
        Weights.Clear();
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Compete(ulong lanes, in PrimalMove move, long sweepStart, int place)
    {
        var isReplaced = false;
        replaced.All.Clear();
        for (; lanes != 0; lanes &= lanes - 1)
        {
            var lane = BitOperations.TrailingZeroCount(lanes);
            var kind = move.ChangeOf(lane);
            var slot = Weights.Lightest(lane);
            var at = (Places * lane) + slot;
            var before = Weights.Mass(slot, lane);
            var heavier = before + model.Birth(kind, lane).Mass;
            ref var limit = ref threshold.Numbers[at];
            if (limit == NotDrawn)
            {
                limit = before / pruning[lane].NextUniform();
            }

            if (heavier < limit)
            {
                Weights.Press(slot, lane, heavier);
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        foreach (var words in (AlignedWords[])[alive, threshold])
        {
            writer.Write(MemoryMarshal.AsBytes(words.All));
        }

        Weights.Save(writer);
        writer.Write(MemoryMarshal.AsBytes(birth.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(pruning.AsSpan()));
        statistics.Save(writer);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        foreach (var words in (AlignedWords[])[alive, threshold])
        {
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(words.All));
        }

        Weights.Load(reader);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(birth.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(pruning.AsSpan()));
        statistics.Load(reader);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Settle(int slot, int lane, int kind, double total, long step)
    {
        var at = (Places * lane) + slot;
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(birth), at) = step;
        Unsafe.Add(ref threshold.First, at) = BitConverter.DoubleToUInt64Bits(NotDrawn);
        Weights.Settle(slot, lane, kind, total);
    }
}
