using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>One probability for each of 64 lanes, to be undercut by random bytes: coins that are exact to 2⁻⁴⁰.</summary>
/// <remarks>
/// A probability of 40 bits is a byte b, F of 6 bits and e of 26. A lane's coin is its own random byte u, and where u = b, which decides
/// nothing, a tail that all lanes share: an index i of 6 bits and a number t of 26. Lane r ≠ i then accepts where (i − r + F) mod 64 &lt; F,
/// which F of the 63 indices do, and lane i where t &lt; e: together (F + e/2²⁶)/64. A row of 64 bits for each i says it for all lanes, so
/// that the tail costs no branch. Lanes depend on each other only where the bytes of both decide nothing.
/// </remarks>
internal static class Threshold
{
    private const int Lanes = 64;
    private const int TailBits = 26;
    private const double Whole = 1L << 40;

    private const int Bytes = Lanes / sizeof(ulong);
    private const int Rows = Bytes;
    private const int Tails = Rows + Lanes;

    /// <summary>How many words say what the probabilities of 64 lanes are: the bytes of all lanes, the rows for all i, and e of all lanes.</summary>
    public const int Words = Tails + Lanes;

    /// <summary>Sets probabilities.</summary>
    /// <param name="words">Their words, to be filled.</param>
    /// <param name="probabilities">64 numbers in 0 … 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Set(Span<ulong> words, ReadOnlySpan<double> probabilities)
    {
        var upper = MemoryMarshal.AsBytes(words[..Bytes]);
        var rows = words.Slice(Rows, Lanes);
        var tails = words.Slice(Tails, Lanes);
        for (var lane = 0; lane < Lanes; lane++)
        {
            var bits = (ulong)Math.Round(probabilities[lane] * Whole);
            var isCertain = bits >> 40 != 0;
            var (third, second) = ((int)(bits >> 32), (int)(bits >> TailBits) & 63);
            upper[lane] = isCertain ? byte.MaxValue : (byte)third;
            tails[lane] = bits & ((1UL << TailBits) - 1);

            // The F indices before r.
            rows[lane] = isCertain ? ulong.MaxValue : BitOperations.RotateLeft((1UL << second) - 1, lane - second);
        }

        Transpose(rows);
    }

    /// <summary>The lanes whose coins undercut their probabilities.</summary>
    /// <param name="threshold">The first of their words, at a multiple of 64 bytes.</param>
    /// <param name="coins">A random byte for each lane.</param>
    /// <param name="shared">A random word for all: i in its lowest 6 bits, t in the 26 above them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Undercut(ref ulong threshold, Vector512<byte> coins, ulong shared)
    {
        var bytes = Vector512.LoadUnsafe(ref threshold).AsByte();
        var less = Vector512.LessThan(coins, bytes).ExtractMostSignificantBits();
        var equal = Vector512.Equals(coins, bytes).ExtractMostSignificantBits();
        var index = (nuint)shared & (Lanes - 1);
        var tail = (shared >> 6) & ((1UL << TailBits) - 1);
        var isBelow = (tail - Unsafe.Add(ref threshold, Tails + index)) >> 63;
        return less | (equal & (Unsafe.Add(ref threshold, Rows + index) | (isBelow << (int)index)));
    }

    /// <summary>Exchanges rows and columns of 64 × 64 bits, halving blocks (Warren, Hacker's Delight, section 7-3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(Span<ulong> rows)
    {
        var mask = 0x00000000FFFFFFFFUL;
        for (var width = 32; width > 0; width >>= 1, mask ^= mask << width)
        {
            for (var row = 0; row < Lanes; row = (row + width + 1) & ~width)
            {
                var exchanged = ((rows[row] >> width) ^ rows[row + width]) & mask;
                rows[row + width] ^= exchanged;
                rows[row] ^= exchanged << width;
            }
        }
    }
}
