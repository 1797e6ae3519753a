using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Engine.Kernels;

/// <summary>How many neighbours with value 1 each of 64 chains has, 0 … 7, in three planes of bits.</summary>
/// <param name="ones">The counts' lowest bits.</param>
/// <param name="twos">Their next bits.</param>
/// <param name="fours">Their highest bits.</param>
internal readonly ref struct NeighbourCounts(ulong ones, ulong twos, ulong fours)
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly ulong ones = ones, twos = twos, fours = fours;

    /// <summary>The chains whose coin is below the acceptance at their count.</summary>
    /// <param name="coin">The coin of all.</param>
    /// <param name="acceptances">The first of eight acceptances, one for each count.</param>
    [MethodImpl(Inline)]
    public ulong Below(double coin, ref double acceptances)
    {
        // An element of a vector belongs to a count: all bits where the coin is below, and the chains that have it. Each chain has one count, so that a sum is a union.
        if (Vector512.IsHardwareAccelerated)
        {
            var isCount = (Vector512.Create(ones) ^ Vector512.Create(~0UL, 0, ~0UL, 0, ~0UL, 0, ~0UL, 0))
                & (Vector512.Create(twos) ^ Vector512.Create(~0UL, ~0UL, 0, 0, ~0UL, ~0UL, 0, 0))
                & (Vector512.Create(fours) ^ Vector512.Create(~0UL, ~0UL, ~0UL, ~0UL, 0, 0, 0, 0));
            return Vector512.Sum(isCount & Vector512.LessThan(Vector512.Create(coin), Vector512.LoadUnsafe(ref acceptances)).AsUInt64());
        }

        var ofFour = (Vector256.Create(ones) ^ Vector256.Create(~0UL, 0, ~0UL, 0)) & (Vector256.Create(twos) ^ Vector256.Create(~0UL, ~0UL, 0, 0));
        var few = Vector256.Create(~fours) & Vector256.LessThan(Vector256.Create(coin), Vector256.LoadUnsafe(ref acceptances)).AsUInt64();
        var many = Vector256.Create(fours) & Vector256.LessThan(Vector256.Create(coin), Vector256.LoadUnsafe(ref acceptances, 4)).AsUInt64();
        return Vector256.Sum(ofFour & (few | many));
    }
}
