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
    private readonly AlignedWords differing = new(Words);

    /// <summary>The planes of the numbers of broken bonds, eight words each.</summary>
    public ref ulong Bonds => ref bonds.First;

    /// <summary>The planes of the numbers of up spins.</summary>
    public ref ulong Spins => ref spins.First;

    /// <summary>Counts all rows.</summary>
    /// <returns>Which alternatives differ from the primal chain somewhere.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Vector512<ulong> Count<TRows>(TRows rows, int count)
        where TRows : struct, ISiteRows, allows ref struct
    {
        bonds.All[..(3 * Words)].Clear();
        spins.All[..(2 * Words)].Clear();
        differing.All.Clear();
        var row = 0;
        while (row + RowsOfStep <= count)
        {
            var steps = Math.Min(StepsOfBlock, (count - row) / RowsOfStep);
            CountBlock(rows, row, steps);
            eights.Add(steps);
            fours.Add(steps);
            row += RowsOfStep * steps;
        }

        for (; row < count; row++)
        {
            CountRow(rows, row);
            eights.Add(1);
            fours.Add(1);
        }

        eights.Settle(ref Unsafe.Add(ref bonds.First, 3 * Words));
        fours.Settle(ref Unsafe.Add(ref spins.First, 2 * Words));
        return Vector512.LoadUnsafe(ref differing.First);
    }

    /// <summary>Counts rows four at a time. Calls nothing, so that what it adds up stays in registers, which makes it twice as fast.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void CountBlock<TRows>(TRows rows, nint row, int steps)
        where TRows : struct, ISiteRows, allows ref struct
    {
        ref var bondSums = ref bonds.First;
        ref var spinSums = ref spins.First;
        ref var bondCarries = ref eights.Inputs;
        ref var spinCarries = ref fours.Inputs;
        var (bonds1, bonds2, bonds4) = (Vector512.LoadUnsafe(ref bondSums), Vector512.LoadUnsafe(ref bondSums, Words), Vector512.LoadUnsafe(ref bondSums, 2 * Words));
        var (spins1, spins2, different) = (Vector512.LoadUnsafe(ref spinSums), Vector512.LoadUnsafe(ref spinSums, Words), Vector512.LoadUnsafe(ref differing.First));
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
            different |= rows.Differences(row) | rows.Differences(row + 1) | rows.Differences(row + 2) | rows.Differences(row + 3);
        }

        bonds1.StoreUnsafe(ref bondSums);
        bonds2.StoreUnsafe(ref bondSums, Words);
        bonds4.StoreUnsafe(ref bondSums, 2 * Words);
        spins1.StoreUnsafe(ref spinSums);
        spins2.StoreUnsafe(ref spinSums, Words);
        different.StoreUnsafe(ref differing.First);
    }

    /// <summary>Counts a row that is left over.</summary>
    private void CountRow<TRows>(TRows rows, nint row)
        where TRows : struct, ISiteRows, allows ref struct
    {
        // Of a row's two bonds at most one carries into the next plane.
        var bond = HalfAdd(ref bonds.First, 0, rows.ToTheRight(row)) | HalfAdd(ref bonds.First, 0, rows.Below(row));
        HalfAdd(ref bonds.First, 2 * Words, HalfAdd(ref bonds.First, Words, bond)).StoreUnsafe(ref eights.Inputs);
        HalfAdd(ref spins.First, Words, HalfAdd(ref spins.First, 0, rows.Spins(row))).StoreUnsafe(ref fours.Inputs);
        (Vector512.LoadUnsafe(ref differing.First) | rows.Differences(row)).StoreUnsafe(ref differing.First);
    }

    /// <summary>Adds bits to a plane.</summary>
    /// <returns>What it carries.</returns>
    private static Vector512<ulong> HalfAdd(ref ulong planes, nuint plane, Vector512<ulong> bits)
    {
        var sum = Vector512.LoadUnsafe(ref planes, plane);
        (sum ^ bits).StoreUnsafe(ref planes, plane);
        return sum & bits;
    }

    /// <summary>The carry of a full adder, whose sum is a ^ b ^ c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<ulong> Carry(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c) => Vector512.ConditionalSelect(b ^ c, a, b);
}
