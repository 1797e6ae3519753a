using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>Spreads the eight bits of a byte over the eight bytes of a word.</summary>
internal static class SpreadBits
{
    private static readonly ulong[] Table = [.. Enumerable.Range(0, 256).Select(bits => Enumerable.Range(0, 8).Aggregate(0UL, (word, i) => word | ((ulong)((bits >> i) & 1) << (8 * i))))];

    /// <summary>Bit i becomes byte i, 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ToBytes(byte bits) => Table[bits];
}
