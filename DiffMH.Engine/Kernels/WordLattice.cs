using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Engine.Kernels;

/// <summary>The states of one lane's chains on two values: a word per site, bit 63 the primal chain, the others the alternatives.</summary>
/// <remarks>Bits of free places equal the primal's: with the same moves and coins they stay so by themselves.</remarks>
internal sealed class WordLattice : ISiteTallies
{
    /// <summary>Where the primal chain stands in a word.</summary>
    public const int PrimalBit = 63;

    /// <summary>Kinds of change: 8 · new value + count of neighbours with value 1.</summary>
    private const int Kinds = 2 * (CountedClasses.MostNeighbours + 1);

    private readonly CountedClasses classes;
    private readonly ClassTallies classTallies;
    private readonly byte[] values;
    private readonly ulong[] words;
    private readonly int[] differing;
    private readonly long[] startTallies;
    private readonly long[] startChanges;
    private readonly long[] outcomes = new long[CountedTable.Outcomes];
    private readonly int[] changes;
    private readonly SiteGraph graph;

    public WordLattice(ISiteTarget target, CountedClasses classes, int places)
    {
        var space = target.Space;
        this.classes = classes;
        graph = space.Graph;
        classTallies = new ClassTallies(target);
        values = new byte[space.Graph.Sites];
        words = new ulong[space.Graph.Sites];
        differing = new int[places];
        startTallies = new long[classTallies.Count];
        startChanges = new long[classTallies.Classes];
        changes = new int[places * Kinds];
    }

    /// <summary>All chains' values, a word per site.</summary>
    public ulong[] Words => words;

    /// <summary>How often each outcome of <see cref="CountedTable.Outcome"/> has happened to the primal chain.</summary>
    public long[] Outcomes => outcomes;

    /// <inheritdoc/>
    public int TallyCount => startTallies.Length;

    /// <inheritdoc/>
    public int ClassCount => startChanges.Length;

    /// <summary>The primal chain's values for a start to fill; <see cref="Restart"/> takes them over.</summary>
    public Span<byte> Start => values;

    /// <summary>Puts all chains at the filled start.</summary>
    public void Restart()
    {
        classTallies.OfState(values, startChanges, startTallies);
        Array.Clear(outcomes);
        Array.Clear(differing);
        for (var site = 0; site < words.Length; site++)
        {
            words[site] = 0 - (ulong)values[site];
        }
    }

    /// <summary>Counts the sites where alternatives differ from the primal chain after some began or ceased to differ at one site.</summary>
    /// <param name="moved">The alternatives whose agreement with the primal chain has changed there.</param>
    /// <param name="differ">Those that differ there now.</param>
    /// <returns>The alternatives that are now equal to the primal chain.</returns>
    public ulong Count(ulong moved, ulong differ)
    {
        var equal = 0UL;
        for (var left = moved; left != 0; left &= left - 1)
        {
            var slot = BitOperations.TrailingZeroCount(left);
            var isDifferent = (int)((differ >> slot) & 1);
            differing[slot] += (2 * isDifferent) - 1;
            equal |= differing[slot] == 0 ? 1UL << slot : 0;
        }

        return equal;
    }

    /// <summary>Makes an alternative differ from the primal chain at one site and nowhere else.</summary>
    public void Branch(int slot, int site)
    {
        if (differing[slot] != 0)
        {
            Equalise(slot);
        }

        differing[slot] = 1;
        words[site] ^= 1UL << slot;
    }

    /// <inheritdoc/>
    public int Value(int site) => (int)(words[site] >> PrimalBit);

    /// <inheritdoc/>
    public void PrimalChanges(Span<long> changes)
    {
        startChanges.CopyTo(changes);
        for (var proposed = 0; proposed < 2; proposed++)
        {
            for (var count = 0; count <= classes.Degree; count++)
            {
                changes[classes.Table[(8 * proposed) + count]] += outcomes[CountedTable.Outcome(1 - proposed, proposed, count, 1)];
            }
        }
    }

    /// <inheritdoc/>
    public void Primal(Span<long> tallies)
    {
        startTallies.CopyTo(tallies);
        for (var proposed = 0; proposed < 2; proposed++)
        {
            for (var count = 0; count <= classes.Degree; count++)
            {
                classTallies.Add(classes.Table[(8 * proposed) + count], outcomes[CountedTable.Outcome(1 - proposed, proposed, count, 1)], tallies);
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>The primal's state is changed into each alternative's site by site, and the changes are counted by new value and count of neighbours.</remarks>
    public void Alternatives(ReadOnlySpan<ulong> alive, ReadOnlySpan<long> primal, Span<long> tallies)
    {
        Array.Clear(changes);
        for (var site = 0; site < words.Length; site++)
        {
            var word = words[site];
            var differ = word ^ Primal(word);
            if (differ != 0)
            {
                CountChanges(site, differ, 1 - (int)(word >> PrimalBit));
            }
        }

        foreach (var slot in new TakenPlaces(alive))
        {
            var own = tallies.Slice(slot * TallyCount, TallyCount);
            primal.CopyTo(own);
            for (var kind = 0; kind < Kinds; kind++)
            {
                classTallies.Add(classes.Table[kind], changes[(slot * Kinds) + kind], own);
            }
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.WriteWords<ulong>(words);
        writer.WriteWords<int>(differing);
        writer.WriteWords<long>(startTallies);
        writer.WriteWords<long>(startChanges);
        writer.WriteWords<long>(outcomes);
    }

    public void Load(BinaryReader reader)
    {
        reader.ReadWords<ulong>(words);
        reader.ReadWords<int>(differing);
        reader.ReadWords<long>(startTallies);
        reader.ReadWords<long>(startChanges);
        reader.ReadWords<long>(outcomes);
    }

    /// <summary>Gives an alternative the primal's value on every site.</summary>
    private void Equalise(int slot)
    {
        var bit = 1UL << slot;
        var vectors = MemoryMarshal.Cast<ulong, Vector512<ulong>>(words.AsSpan());
        foreach (ref var vector in vectors)
        {
            vector = (vector & Vector512.Create(~bit)) | (Vector512.ShiftRightLogical(vector, PrimalBit) << slot);
        }

        foreach (ref var word in words.AsSpan(vectors.Length * Vector512<ulong>.Count))
        {
            word = (word & ~bit) | ((word >> PrimalBit) << slot);
        }
    }

    /// <summary>All bits as the primal's.</summary>
    private static ulong Primal(ulong word) => 0 - (word >> PrimalBit);

    /// <summary>Counts the change of one site for the alternatives that differ there: earlier sites have been changed, later ones not yet.</summary>
    private void CountChanges(int site, ulong differ, int value)
    {
        var (ones, twos, fours) = (0UL, 0UL, 0UL);
        foreach (var neighbour in graph.Neighbours(site))
        {
            var word = words[neighbour];
            word = neighbour < site ? word : Primal(word);
            var carry = ones & word;
            ones ^= word;
            fours ^= twos & carry;
            twos ^= carry;
        }

        for (var left = differ; left != 0; left &= left - 1)
        {
            var slot = BitOperations.TrailingZeroCount(left);
            var count = (int)(((ones >> slot) & 1) | (((twos >> slot) & 1) << 1) | (((fours >> slot) & 1) << 2));
            changes[(slot * Kinds) + (8 * value) + count]++;
        }
    }
}
