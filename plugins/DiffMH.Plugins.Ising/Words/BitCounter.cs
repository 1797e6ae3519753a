using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>Counts, for each of 512 bits, in how many of the vectors added it was set: a sum in planes of bits, lowest first.</summary>
/// <remarks>
/// Carries wait in pairs: of two that meet at a plane the sum is formed there and one carry goes on, so that a vector costs one full adder on
/// average, and which planes it reaches depends on how many vectors there were, not on their bits.
/// </remarks>
/// <param name="planes">How many planes there are: fewer than 2^planes vectors may be added.</param>
internal sealed class BitCounter(int planes)
{
    private readonly AlignedWords sums = new(8 * planes);
    private readonly AlignedWords waiting = new(8 * planes);
    private uint added;

    /// <summary>How many vectors have been added.</summary>
    public uint Added => added;

    /// <summary>Adds a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(Vector512<ulong> bits)
    {
        ref var sum = ref sums.First;
        ref var other = ref waiting.First;
        nuint plane = 0;
        for (var rest = added++; (rest & 1) != 0; rest >>= 1, plane += 8)
        {
            var (a, b) = (Vector512.LoadUnsafe(ref sum, plane), Vector512.LoadUnsafe(ref other, plane));
            var either = a ^ b;
            (either ^ bits).StoreUnsafe(ref sum, plane);
            bits = Vector512.ConditionalSelect(either, bits, a);
        }

        bits.StoreUnsafe(ref other, plane);
    }

    /// <summary>Writes the counts, eight words for each plane, and begins anew.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Settle(ref ulong counts)
    {
        ref var sum = ref sums.First;
        ref var other = ref waiting.First;
        var carry = Vector512<ulong>.Zero;
        for (var (plane, rest) = ((nuint)0, added); plane < 8 * (nuint)planes; plane += 8, rest >>= 1)
        {
            var (a, b) = (Vector512.LoadUnsafe(ref sum, plane), (rest & 1) != 0 ? Vector512.LoadUnsafe(ref other, plane) : Vector512<ulong>.Zero);
            var either = a ^ b;
            (either ^ carry).StoreUnsafe(ref counts, plane);
            carry = Vector512.ConditionalSelect(either, carry, a);
        }

        Clear();
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        sums.All.Clear();
        added = 0;
    }
}
