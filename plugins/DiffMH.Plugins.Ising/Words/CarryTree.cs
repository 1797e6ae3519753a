using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>Counts, for each of 512 bits, in how many of the vectors added it was set: up to eight of them at a time by full adders in registers.</summary>
/// <param name="planes">How many planes there are beside the lowest.</param>
internal sealed class CarryTree(int planes)
{
    /// <summary>How many planes there are below those of the carries.</summary>
    public const int LowPlanes = 3;

    private const int Most = 8;
    private const int Words = 8;

    private readonly AlignedWords inputs = new(Words * Most);
    private readonly AlignedWords low = new(Words * LowPlanes);
    private readonly BitCounter eights = new(planes);

    /// <summary>How often vectors have been added: fewer than 2^planes times.</summary>
    public uint Added => eights.Added;

    /// <summary>Where to put vectors that are to be added.</summary>
    public ref ulong Inputs => ref inputs.First;

    /// <summary>Adds vectors.</summary>
    /// <param name="count">How many of the inputs, at most 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int count)
    {
        if (count < Most)
        {
            inputs.All[(Words * count)..].Clear();
        }

        ref var first = ref inputs.First;
        var (ones, twos, fours) = (Vector512.LoadUnsafe(ref low.First), Vector512.LoadUnsafe(ref low.First, Words), Vector512.LoadUnsafe(ref low.First, 2 * Words));
        var (a, b) = (Vector512.LoadUnsafe(ref first), Vector512.LoadUnsafe(ref first, Words));
        var carry0 = StateCounter.Carry(ones, a, b);
        ones ^= a ^ b;
        (a, b) = (Vector512.LoadUnsafe(ref first, 2 * Words), Vector512.LoadUnsafe(ref first, LowPlanes * Words));
        var carry1 = StateCounter.Carry(ones, a, b);
        ones ^= a ^ b;
        var four0 = StateCounter.Carry(twos, carry0, carry1);
        twos ^= carry0 ^ carry1;
        (a, b) = (Vector512.LoadUnsafe(ref first, 4 * Words), Vector512.LoadUnsafe(ref first, 5 * Words));
        carry0 = StateCounter.Carry(ones, a, b);
        ones ^= a ^ b;
        (a, b) = (Vector512.LoadUnsafe(ref first, 6 * Words), Vector512.LoadUnsafe(ref first, 7 * Words));
        carry1 = StateCounter.Carry(ones, a, b);
        ones ^= a ^ b;
        var four1 = StateCounter.Carry(twos, carry0, carry1);
        twos ^= carry0 ^ carry1;
        var eight = StateCounter.Carry(fours, four0, four1);
        fours ^= four0 ^ four1;
        ones.StoreUnsafe(ref low.First);
        twos.StoreUnsafe(ref low.First, Words);
        fours.StoreUnsafe(ref low.First, 2 * Words);
        eights.Add(eight);
    }

    /// <summary>Writes the counts, eight words for each plane, and begins anew.</summary>
    public void Settle(ref ulong counts)
    {
        for (nuint plane = 0; plane < LowPlanes; plane++)
        {
            Vector512.LoadUnsafe(ref low.First, Words * plane).StoreUnsafe(ref counts, Words * plane);
        }

        low.All.Clear();
        eights.Settle(ref Unsafe.Add(ref counts, LowPlanes * Words));
    }
}
