using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>Counts broken bonds and up spins of all chains of a pack.</summary>
/// <remarks>
/// Broken bonds come in pairs: along each row and column of a periodic lattice their number is even. Of the pairs, as of the up spins,
/// there are at most L², so that up to L = 15 both fit a byte. Counts are made bit-sliced and then turned: a word of counts holds the bytes of
/// lanes j, 8 + j, … 56 + j of one chain, lowest byte first.
/// </remarks>
internal sealed class PackCounts
{
    /// <summary>How many words of counts belong to one byte of all chains: eight for each j.</summary>
    public const int WordsOfByte = 64;

    private readonly PackLattice lattice;
    private readonly int planes;
    private readonly BitCounter bondEights;
    private readonly BitCounter spinFours;
    private readonly BitCounter primalBonds;
    private readonly BitCounter primalSpins;
    private readonly AlignedWords toTheRight;
    private readonly AlignedWords folded;
    private readonly AlignedWords pairs;
    private readonly AlignedWords spins;
    private readonly AlignedWords primal;

    /// <summary>Counts of one lattice.</summary>
    public PackCounts(PackLattice lattice)
    {
        this.lattice = lattice;
        planes = BitOperations.Log2((uint)lattice.Sites) + 1;
        Bytes = (planes + 7) / 8;
        var all = 8 * Bytes;
        (bondEights, spinFours) = (new BitCounter(all), new BitCounter(all));
        (primalBonds, primalSpins) = (new BitCounter(all + 1), new BitCounter(all + 1));
        toTheRight = new AlignedWords(lattice.Sites + 8);
        folded = new AlignedWords(2 * 8 * (all + 1));
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
    public void Count()
    {
        CountPrimal();
        CountAlternatives();
    }

    private void CountAlternatives()
    {
        ref var words = ref lattice.FirstAlternative;
        ref var around = ref lattice.FirstNeighbour;
        bondEights.Clear();
        spinFours.Clear();
        var (bonds1, bonds2, bonds4) = (Vector512<ulong>.Zero, Vector512<ulong>.Zero, Vector512<ulong>.Zero);
        var (spins1, spins2) = (Vector512<ulong>.Zero, Vector512<ulong>.Zero);
        var site = 0;
        for (; site + 4 <= lattice.Sites; site += 4)
        {
            var (x0, x1, x2, x3) = (At(ref words, site), At(ref words, site + 1), At(ref words, site + 2), At(ref words, site + 3));
            ref var near = ref Unsafe.Add(ref around, 4 * site);

            var (right, down) = (x0 ^ At(ref words, Unsafe.Add(ref near, 2)), x0 ^ At(ref words, Unsafe.Add(ref near, 3)));
            var carry0 = Carry(bonds1, right, down);
            bonds1 ^= right ^ down;
            (right, down) = (x1 ^ At(ref words, Unsafe.Add(ref near, 6)), x1 ^ At(ref words, Unsafe.Add(ref near, 7)));
            var carry1 = Carry(bonds1, right, down);
            bonds1 ^= right ^ down;
            var fours0 = Carry(bonds2, carry0, carry1);
            bonds2 ^= carry0 ^ carry1;
            (right, down) = (x2 ^ At(ref words, Unsafe.Add(ref near, 10)), x2 ^ At(ref words, Unsafe.Add(ref near, 11)));
            carry0 = Carry(bonds1, right, down);
            bonds1 ^= right ^ down;
            (right, down) = (x3 ^ At(ref words, Unsafe.Add(ref near, 14)), x3 ^ At(ref words, Unsafe.Add(ref near, 15)));
            carry1 = Carry(bonds1, right, down);
            bonds1 ^= right ^ down;
            var fours1 = Carry(bonds2, carry0, carry1);
            bonds2 ^= carry0 ^ carry1;
            bondEights.Add(Carry(bonds4, fours0, fours1));
            bonds4 ^= fours0 ^ fours1;

            carry0 = Carry(spins1, x0, x1);
            spins1 ^= x0 ^ x1;
            carry1 = Carry(spins1, x2, x3);
            spins1 ^= x2 ^ x3;
            spinFours.Add(Carry(spins2, carry0, carry1));
            spins2 ^= carry0 ^ carry1;
        }

        // On a lattice of odd side one site is left.
        for (; site < lattice.Sites; site++)
        {
            var own = At(ref words, site);
            var (right, down) = (own ^ At(ref words, Unsafe.Add(ref around, (4 * site) + 2)), own ^ At(ref words, Unsafe.Add(ref around, (4 * site) + 3)));
            var carry = Carry(bonds1, right, down);
            var fours = bonds2 & carry;
            bonds2 ^= carry;
            bondEights.Add(bonds4 & fours);
            bonds4 ^= fours;
            carry = spins1 & own;
            spins1 ^= own;
            spinFours.Add(spins2 & carry);
            spins2 ^= carry;
        }

        bondEights.Settle();
        spinFours.Settle();
        Turn(ref pairs.First, bonds2, bonds4, ref bondEights.First);
        Turn(ref spins.First, spins1, spins2, ref spinFours.First);
    }

    /// <summary>Counts eight sites at once, in the eight words of a vector, and adds these up.</summary>
    private void CountPrimal()
    {
        var (side, sites) = (lattice.Side, lattice.Sites);
        ref var words = ref lattice.FirstPrimal;
        ref var right = ref toTheRight.First;
        lattice.Primal[..side].CopyTo(lattice.Primal[sites..]);
        for (var site = 0; site < sites; site += 8)
        {
            (At(ref words, site, 0) ^ At(ref words, site, 1)).StoreUnsafe(ref right, (nuint)site);
        }

        for (var first = 0; first < sites; first += side)
        {
            var last = first + side - 1;
            Unsafe.Add(ref right, last) = Unsafe.Add(ref words, last) ^ Unsafe.Add(ref words, first);
        }

        primalBonds.Clear();
        primalSpins.Clear();
        for (var site = 0; site < sites; site += 8)
        {
            var inside = site + 8 <= sites ? Vector512<ulong>.AllBitsSet : Vector512.LessThan(Vector512<ulong>.Indices, Vector512.Create((ulong)(sites - site)));
            var own = At(ref words, site, 0);
            primalBonds.Add((own ^ At(ref words, site, side)) & inside);
            primalBonds.Add(At(ref right, site, 0) & inside);
            primalSpins.Add(own & inside);
        }

        primalBonds.Settle();
        primalSpins.Settle();
        ref var bondPlanes = ref folded.First;
        ref var spinPlanes = ref Unsafe.Add(ref bondPlanes, 8 * ((8 * Bytes) + 1));
        Fold(ref primalBonds.First, ref bondPlanes);
        Fold(ref primalSpins.First, ref spinPlanes);
        var isFirst = Vector512.CreateScalar(ulong.MaxValue);
        for (var plane = 0; plane < 8 * Bytes; plane++)
        {
            Vector512.ConditionalSelect(isFirst, At(ref bondPlanes, plane + 1), At(ref spinPlanes, plane)).StoreUnsafe(ref primal.First, 8 * (nuint)plane);
        }

        for (var group = 0; group < Bytes; group++)
        {
            Exchange(ref Unsafe.Add(ref primal.First, WordsOfByte * group));
        }
    }

    /// <summary>Adds the eight words of each plane, so that each of them holds the sum.</summary>
    private void Fold(ref ulong planesOf, ref ulong sums)
    {
        for (var plane = 0; plane <= 8 * Bytes; plane++)
        {
            At(ref planesOf, plane).StoreUnsafe(ref sums, 8 * (nuint)plane);
        }

        for (var distance = 4UL; distance > 0; distance >>= 1)
        {
            var others = Vector512<ulong>.Indices ^ Vector512.Create(distance);
            var carry = Vector512<ulong>.Zero;
            for (var plane = 0; plane <= planes; plane++)
            {
                var own = At(ref sums, plane);
                var other = Vector512.Shuffle(own, others);
                (own ^ other ^ carry).StoreUnsafe(ref sums, 8 * (nuint)plane);
                carry = Carry(carry, own, other);
            }
        }
    }

    /// <summary>Turns planes into counts.</summary>
    private void Turn(ref ulong counts, Vector512<ulong> plane0, Vector512<ulong> plane1, ref ulong others)
    {
        plane0.StoreUnsafe(ref counts);
        plane1.StoreUnsafe(ref counts, 8);
        for (var plane = 2; plane < 8 * Bytes; plane++)
        {
            At(ref others, plane - 2).StoreUnsafe(ref counts, 8 * (nuint)plane);
        }

        for (var group = 0; group < Bytes; group++)
        {
            Exchange(ref Unsafe.Add(ref counts, WordsOfByte * group));
        }
    }

    /// <summary>Exchanges the rows and columns of 8 × 8 bits wherever eight planes have a byte, halving blocks (Warren, Hacker's Delight, section 7-3).</summary>
    private static void Exchange(ref ulong rows)
    {
        var mask = 0x0F0F0F0F0F0F0F0FUL;
        for (var width = 4; width > 0; width >>= 1, mask ^= mask << width)
        {
            var exchanged = Vector512.Create(mask);
            for (var row = 0; row < 8; row = (row + width + 1) & ~width)
            {
                var (low, high) = (At(ref rows, row), At(ref rows, row + width));
                var difference = ((low >>> width) ^ high) & exchanged;
                (high ^ difference).StoreUnsafe(ref rows, 8 * (nuint)(row + width));
                (low ^ (difference << width)).StoreUnsafe(ref rows, 8 * (nuint)row);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> At(ref ulong words, int row) => Vector512.LoadUnsafe(ref words, 8 * (nuint)row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> At(ref ulong words, int word, int distance) => Vector512.LoadUnsafe(ref words, (nuint)(word + distance));

    /// <summary>The carry of a full adder, whose sum is a ^ b ^ c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Carry(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c) => Vector512.ConditionalSelect(b ^ c, a, b);
}
