using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>The accept/reject decision.</summary>
internal static class Coin
{
    /// <summary>u &lt; α = min(1, r).</summary>
    /// <param name="coin">u, from [0, 1).</param>
    /// <param name="logRatio">log r; −∞ is never accepted.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Accepts(double coin, double logRatio) => logRatio >= 0 || coin < Math.Exp(logRatio);
}
