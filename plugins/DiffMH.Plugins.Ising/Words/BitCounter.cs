using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>Counts, for each of 512 bits, in how many of the vectors added it was set: a sum in planes of bits, lowest first.</summary>
/// <remarks>
/// Carries wait in pairs: of two that meet at a plane the sum is formed there and one carry goes on, so that a vector costs one full adder on
/// average, and which planes it reaches depends on how many vectors there were, not on their bits.
/// </remarks>
/// <param name="planes">How many planes there are.</param>
internal sealed class BitCounter(int planes)
{
    private readonly AlignedWords sums = new(8 * planes);
    private readonly AlignedWords waiting = new(8 * planes);
    private ulong added;

    /// <summary>The planes, eight words each: up to date once <see cref="Settle"/> has been called.</summary>
    public ref ulong First => ref sums.First;

    /// <summary>How many vectors may still be added.</summary>
    public ulong Room => (1UL << planes) - 1 - added;

    /// <summary>Adds a vector.</summary>
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

    /// <summary>Adds the carries that wait.</summary>
    public void Settle()
    {
        ref var sum = ref sums.First;
        var carry = Vector512<ulong>.Zero;
        nuint place = 0;
        for (var plane = 0; plane < planes; plane++, place += 8)
        {
            var bits = ((added >> plane) & 1) != 0 ? Vector512.LoadUnsafe(ref waiting.First, place) : Vector512<ulong>.Zero;
            var a = Vector512.LoadUnsafe(ref sum, place);
            var either = a ^ bits;
            (either ^ carry).StoreUnsafe(ref sum, place);
            carry = Vector512.ConditionalSelect(either, carry, a);
        }

        added = 0;
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        sums.All.Clear();
        added = 0;
    }
}
