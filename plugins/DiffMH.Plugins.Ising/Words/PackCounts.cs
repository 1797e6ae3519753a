using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>Broken bonds and up spins of all chains of a pack, as numbers.</summary>
/// <remarks>
/// Broken bonds come in pairs: along each row and column of a periodic lattice their number is even. Of the pairs, as of the up spins,
/// there are at most L², so that up to L = 15 both fit a byte. Counts are made bit-sliced and then turned: a word holds the bytes of
/// lanes j, 8 + j, … 56 + j of one chain, lowest byte first.
/// </remarks>
internal sealed class PackCounts
{
    /// <summary>How many words belong to one byte of all chains: eight for each j.</summary>
    public const int WordsOfByte = 64;

    private readonly PackLattice lattice;
    private readonly int planes;
    private readonly StateCounter alternatives;
    private readonly StateCounter primals;
    private readonly AlignedWords toTheRight;
    private readonly AlignedWords pairs;
    private readonly AlignedWords spins;
    private readonly AlignedWords primal;

    /// <summary>Counts of one lattice.</summary>
    public PackCounts(PackLattice lattice)
    {
        this.lattice = lattice;
        planes = BitOperations.Log2((uint)lattice.Sites) + 1;
        Bytes = (planes + 7) / 8;
        (alternatives, primals) = (new StateCounter(8 * Bytes), new StateCounter(8 * Bytes));
        toTheRight = new AlignedWords(lattice.Sites + (8 * StateCounter.RowsOfStep));
        (pairs, spins, primal) = (new AlignedWords(WordsOfByte * Bytes), new AlignedWords(WordsOfByte * Bytes), new AlignedWords(WordsOfByte * Bytes));
    }

    /// <summary>How many bytes a count has.</summary>
    public int Bytes { get; }

    /// <summary>Pairs of broken bonds: for each byte and each j the words of eight alternatives.</summary>
    public ref ulong Pairs => ref pairs.First;

    /// <summary>Up spins, in the same places.</summary>
    public ref ulong Spins => ref spins.First;

    /// <summary>The primal chains: for each byte and each j a word of pairs, a word of up spins and six others.</summary>
    public ref ulong Primal => ref primal.First;

    /// <summary>Counts all chains.</summary>
    /// <returns>Which alternatives differ from the primal chain somewhere.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Vector512<ulong> Count()
    {
        CountPrimal();
        var differing = alternatives.Count(new AlternativeRows(lattice), lattice.Sites);
        for (nuint plane = 0; plane < 8 * (nuint)Bytes; plane++)
        {
            Vector512.LoadUnsafe(ref alternatives.Bonds, 8 * (plane + 1)).StoreUnsafe(ref pairs.First, 8 * plane);
            Vector512.LoadUnsafe(ref alternatives.Spins, 8 * plane).StoreUnsafe(ref spins.First, 8 * plane);
        }

        Turn(ref pairs.First);
        Turn(ref spins.First);
        return differing;
    }

    /// <summary>Counts the primal chains over sites that are multiples of eight apart, and adds these up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountPrimal()
    {
        var rows = new PrimalRows(lattice, toTheRight);
        primals.Count(rows, rows.Count);
        ref var bondPlanes = ref primals.Bonds;
        ref var spinPlanes = ref primals.Spins;
        Fold(ref bondPlanes);
        Fold(ref spinPlanes);
        var isFirst = Vector512.CreateScalar(ulong.MaxValue);
        for (nuint plane = 0; plane < 8 * (nuint)Bytes; plane++)
        {
            var bits = Vector512.ConditionalSelect(isFirst, Vector512.LoadUnsafe(ref bondPlanes, 8 * (plane + 1)), Vector512.LoadUnsafe(ref spinPlanes, 8 * plane));
            bits.StoreUnsafe(ref primal.First, 8 * plane);
        }

        Turn(ref primal.First);
    }

    /// <summary>Adds the eight words of each plane, so that each of them holds the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fold(ref ulong sums)
    {
        for (var distance = 4UL; distance > 0; distance >>= 1)
        {
            var others = Vector512<ulong>.Indices ^ Vector512.Create(distance);
            var carry = Vector512<ulong>.Zero;
            for (nuint plane = 0; plane <= (nuint)planes; plane++)
            {
                var own = Vector512.LoadUnsafe(ref sums, 8 * plane);
                var other = Vector512.Shuffle(own, others);
                (own ^ other ^ carry).StoreUnsafe(ref sums, 8 * plane);
                carry = Vector512.ConditionalSelect(own ^ other, carry, own);
            }
        }
    }

    /// <summary>Makes bytes of planes: exchanges the rows and columns of 8 × 8 bits wherever eight planes have a byte, halving blocks (Warren, Hacker's Delight, section 7-3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Turn(ref ulong all)
    {
        for (var group = 0; group < Bytes; group++)
        {
            ref var rows = ref Unsafe.Add(ref all, WordsOfByte * group);
            var mask = 0x0F0F0F0F0F0F0F0FUL;
            for (var width = 4; width > 0; width >>= 1, mask ^= mask << width)
            {
                var exchanged = Vector512.Create(mask);
                for (var row = 0; row < 8; row = (row + width + 1) & ~width)
                {
                    var (low, high) = (Vector512.LoadUnsafe(ref rows, 8 * (nuint)row), Vector512.LoadUnsafe(ref rows, 8 * (nuint)(row + width)));
                    var difference = ((low >>> width) ^ high) & exchanged;
                    (high ^ difference).StoreUnsafe(ref rows, 8 * (nuint)(row + width));
                    (low ^ (difference << width)).StoreUnsafe(ref rows, 8 * (nuint)row);
                }
            }
        }
    }
}
