using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>The accept/reject decision: u &lt; α = min(1, r).</summary>
/// <remarks>
/// Where r is tabulated, u is an integer in units of 2⁻⁵³ and decisions are masks: 2⁵³ r is exact, so that ⌈2⁵³ r⌉ decides as r does, and
/// a chain, which has to wait for each of its decisions, waits half as long.
/// </remarks>
internal static class Coin
{
    /// <summary>A level above every coin, 1 in units of 2⁻⁵³.</summary>
    private const long Certain = 1L << 53;

    /// <summary>u &lt; α = min(1, r).</summary>
    /// <param name="coin">u, from [0, 1).</param>
    /// <param name="logRatio">log r; −∞ is never accepted.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Accepts(double coin, double logRatio) => logRatio >= 0 || coin < Math.Exp(logRatio);

    /// <summary>u in units of 2⁻⁵³: <see cref="RandomStream.NextUniform"/> without its conversion.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Toss(ref RandomStream stream) => (long)(stream.NextBits() >> 11) | 1;

    /// <summary>⌈2⁵³ α⌉, below which <see cref="Toss"/> accepts.</summary>
    /// <param name="logRatio">log r.</param>
    public static long Level(double logRatio) => logRatio >= 0 ? Certain : (long)Math.Ceiling(Math.Exp(logRatio) * Certain);

    /// <summary>All bits where the coin accepts, else none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Mask(long coin, long level) => (int)((coin - level) >> 63);

    /// <summary>Chooses without a branch: in a loop the compiler makes one of <c>?:</c>, and half of these would be mispredicted.</summary>
    /// <param name="mask">All bits to choose the first, none to choose the second.</param>
    /// <param name="first">Where accepted.</param>
    /// <param name="second">Where rejected.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Choose(int mask, int first, int second) => second ^ ((second ^ first) & mask);
}
