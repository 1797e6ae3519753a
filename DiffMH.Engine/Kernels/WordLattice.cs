using System.Numerics;

namespace DiffMH.Engine.Kernels;

/// <summary>The states of one lane's chains on two values: a word per site, bit 63 the primal chain, the others the alternatives.</summary>
/// <remarks>Bits of free places equal the primal's: with the same moves and coins they stay so by themselves.</remarks>
internal sealed class WordLattice : ISiteTallies
{
    /// <summary>Where the primal chain stands in a word.</summary>
    public const int PrimalBit = 63;

    private const int Lanes = 8;

    private readonly CountedClasses classes;
    private readonly ClassTallies classTallies;
    private readonly byte[] values;
    private readonly ulong[] words;
    private readonly int[] differing;
    private readonly long[] startTallies;
    private readonly long[] outcomes = new long[CountedTable.Outcomes];
    private readonly long[] referenceTallies;
    private readonly int[] earlier;
    private readonly int[] earlierOffsets;

    public WordLattice(ISiteTarget target, CountedClasses classes, int places)
    {
        var space = target.Space;
        this.classes = classes;
        classTallies = new ClassTallies(target);
        values = new byte[space.Graph.Sites];
        words = new ulong[space.Graph.Sites];
        differing = new int[places];
        startTallies = new long[classTallies.Count];
        referenceTallies = [.. space.ReferenceTallies];
        earlierOffsets = new int[words.Length + 1];
        var lists = Enumerable.Range(0, words.Length).Select(site => space.Graph.Neighbours(site).ToArray().Where(other => other < site).ToArray()).ToArray();
        earlier = [.. lists.SelectMany(list => list)];
        for (var site = 0; site < words.Length; site++)
        {
            earlierOffsets[site + 1] = earlierOffsets[site] + lists[site].Length;
        }
    }

    /// <summary>All chains' values, a word per site.</summary>
    public ulong[] Words => words;

    /// <summary>How often each outcome of <see cref="CountedTable.Outcome"/> has happened to the primal chain.</summary>
    public long[] Outcomes => outcomes;

    /// <inheritdoc/>
    public int TallyCount => startTallies.Length;

    /// <summary>The primal chain's values for a start to fill; <see cref="Restart"/> takes them over.</summary>
    public Span<byte> Start => values;

    /// <summary>Puts all chains at the filled start.</summary>
    public void Restart()
    {
        classTallies.OfState(values, startTallies);
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
            foreach (ref var word in words.AsSpan())
            {
                word = (word & ~(1UL << slot)) | ((word >> PrimalBit) << slot);
            }
        }

        differing[slot] = 1;
        words[site] ^= 1UL << slot;
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
    public void Alternatives(ulong alive, ReadOnlySpan<long> primal, Span<long> tallies)
    {
        for (var first = 0; first < differing.Length; first += Lanes)
        {
            var present = (int)(alive >> first) & 0xFF;
            if (present != 0)
            {
                EightAlternatives(first, present, tallies);
            }
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.WriteWords<ulong>(words);
        writer.WriteWords<int>(differing);
        writer.WriteWords<long>(startTallies);
        writer.WriteWords<long>(outcomes);
    }

    public void Load(BinaryReader reader)
    {
        reader.ReadWords<ulong>(words);
        reader.ReadWords<int>(differing);
        reader.ReadWords<long>(startTallies);
        reader.ReadWords<long>(outcomes);
    }

    /// <summary>
    /// Tallies of eight alternatives at once: the reference state is changed site by site into theirs, and the changes are counted by
    /// class, in bytes that stand for the eight.
    /// </summary>
    private void EightAlternatives(int first, int present, Span<long> tallies)
    {
        Span<ulong> bytes = stackalloc ulong[CountedClasses.MostNeighbours + 1];
        Span<int> counts = stackalloc int[Lanes * bytes.Length];
        bytes.Clear();
        counts.Clear();
        for (var site = 0; site < words.Length; site++)
        {
            var mask = words[site];
            var neighbours = earlier.AsSpan(earlierOffsets[site], earlierOffsets[site + 1] - earlierOffsets[site]);
            var (ones, twos, fours) = (0UL, 0UL, 0UL);
            foreach (var neighbour in neighbours)
            {
                var word = words[neighbour];
                var carry = ones & word;
                ones ^= word;
                fours ^= twos & carry;
                twos ^= carry;
            }

            for (var count = 0; count <= neighbours.Length; count++)
            {
                var isCount = ((count & 1) == 0 ? ~ones : ones) & ((count & 2) == 0 ? ~twos : twos) & ((count & 4) == 0 ? ~fours : fours);
                bytes[count] += SpreadBits.ToBytes((byte)((mask & isCount) >> first));
            }

            if (site % byte.MaxValue == byte.MaxValue - 1)
            {
                Empty(bytes, counts);
            }
        }

        Empty(bytes, counts);
        for (var left = present; left != 0; left &= left - 1)
        {
            var lane = BitOperations.TrailingZeroCount(left);
            var own = tallies.Slice((first + lane) * TallyCount, TallyCount);
            referenceTallies.CopyTo(own);
            for (var count = 0; count <= classes.Degree; count++)
            {
                classTallies.Add(classes.Table[8 + count], counts[(count * Lanes) + lane], own);
            }
        }
    }

    /// <summary>Moves counts from bytes, which hold at most 255, to integers.</summary>
    private static void Empty(Span<ulong> bytes, Span<int> counts)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] += (byte)(bytes[i / Lanes] >> (8 * (i % Lanes)));
        }

        bytes.Clear();
    }
}
