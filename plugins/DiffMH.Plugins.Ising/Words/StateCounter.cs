using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>Counts broken bonds and up spins of the 512 chains whose spins are the bits of vectors, in planes of bits, lowest first.</summary>
/// <remarks>
/// Three full adders for four vectors' spins and seven for their bonds stay in registers. What they carry, every fourth spin and every
/// eighth bond, waits in memory until there is enough of it to be added up in the same way; only every 32nd and 64th goes to a <see cref="BitCounter"/>.
/// </remarks>
/// <param name="planes">How many planes a count has at most.</param>
internal sealed class StateCounter(int planes)
{
    /// <summary>How many rows are counted at once.</summary>
    public const int RowsOfStep = 4;

    private const int StepsOfBlock = 8;
    private const int Words = 8;

    private readonly CarryTree eights = new(planes);
    private readonly CarryTree fours = new(planes);
    private readonly AlignedWords bonds = new(Words * (planes + 6));
    private readonly AlignedWords spins = new(Words * (planes + 5));

    /// <summary>The planes of the numbers of broken bonds, eight words each.</summary>
    public ref ulong Bonds => ref bonds.First;

    /// <summary>The planes of the numbers of up spins.</summary>
    public ref ulong Spins => ref spins.First;

    /// <summary>Counts all rows.</summary>
    /// <returns>Which alternatives differ from the primal chain somewhere.</returns>
    public Vector512<ulong> Count<TRows>(TRows rows, int count)
        where TRows : struct, ISiteRows, allows ref struct
    {
        var (bonds1, bonds2, bonds4) = (Vector512<ulong>.Zero, Vector512<ulong>.Zero, Vector512<ulong>.Zero);
        var (spins1, spins2, differing) = (Vector512<ulong>.Zero, Vector512<ulong>.Zero, Vector512<ulong>.Zero);
        ref var bondCarries = ref eights.Inputs;
        ref var spinCarries = ref fours.Inputs;
        nint row = 0;
        while (row + RowsOfStep <= count)
        {
            var steps = (int)Math.Min(StepsOfBlock, (count - row) / RowsOfStep);
            for (nuint step = 0; step < (nuint)steps; step++, row += RowsOfStep)
            {
                var (a, b) = (rows.ToTheRight(row), rows.Below(row));
                var carry0 = Carry(bonds1, a, b);
                bonds1 ^= a ^ b;
                (a, b) = (rows.ToTheRight(row + 1), rows.Below(row + 1));
                var carry1 = Carry(bonds1, a, b);
                bonds1 ^= a ^ b;
                var four0 = Carry(bonds2, carry0, carry1);
                bonds2 ^= carry0 ^ carry1;
                (a, b) = (rows.ToTheRight(row + 2), rows.Below(row + 2));
                carry0 = Carry(bonds1, a, b);
                bonds1 ^= a ^ b;
                (a, b) = (rows.ToTheRight(row + 3), rows.Below(row + 3));
                carry1 = Carry(bonds1, a, b);
                bonds1 ^= a ^ b;
                var four1 = Carry(bonds2, carry0, carry1);
                bonds2 ^= carry0 ^ carry1;
                Carry(bonds4, four0, four1).StoreUnsafe(ref bondCarries, Words * step);
                bonds4 ^= four0 ^ four1;

                (a, b) = (rows.Spins(row), rows.Spins(row + 1));
                carry0 = Carry(spins1, a, b);
                spins1 ^= a ^ b;
                (a, b) = (rows.Spins(row + 2), rows.Spins(row + 3));
                carry1 = Carry(spins1, a, b);
                spins1 ^= a ^ b;
                Carry(spins2, carry0, carry1).StoreUnsafe(ref spinCarries, Words * step);
                spins2 ^= carry0 ^ carry1;
                differing |= rows.Differences(row) | rows.Differences(row + 1) | rows.Differences(row + 2) | rows.Differences(row + 3);
            }

            eights.Add(steps);
            fours.Add(steps);
        }

        for (; row < count; row++)
        {
            var (a, b, own) = (rows.ToTheRight(row), rows.Below(row), rows.Spins(row));
            var carry = Carry(bonds1, a, b);
            bonds1 ^= a ^ b;
            var four = bonds2 & carry;
            bonds2 ^= carry;
            (bonds4 & four).StoreUnsafe(ref bondCarries);
            bonds4 ^= four;
            eights.Add(1);
            carry = spins1 & own;
            spins1 ^= own;
            (spins2 & carry).StoreUnsafe(ref spinCarries);
            spins2 ^= carry;
            fours.Add(1);
            differing |= rows.Differences(row);
        }

        bonds1.StoreUnsafe(ref bonds.First);
        bonds2.StoreUnsafe(ref bonds.First, Words);
        bonds4.StoreUnsafe(ref bonds.First, 2 * Words);
        eights.Settle(ref Unsafe.Add(ref bonds.First, 3 * Words));
        spins1.StoreUnsafe(ref spins.First);
        spins2.StoreUnsafe(ref spins.First, Words);
        fours.Settle(ref Unsafe.Add(ref spins.First, 2 * Words));
        return differing;
    }

    /// <summary>The carry of a full adder, whose sum is a ^ b ^ c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<ulong> Carry(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c) => Vector512.ConditionalSelect(b ^ c, a, b);
}
