using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>The number u of an accept/reject decision with its logarithm, by which nearly every decision is known before e^a is taken.</summary>
/// <param name="value">u, from (0, 1).</param>
/// <param name="log">log u, within 10⁻¹³ of it.</param>
internal readonly struct TossedCoin(double value, double log)
{
    /// <summary>Farther from log u than this log r decides as r does: both logarithms and e^a are right to a hundredth of it.</summary>
    private const double Margin = 1e-11;

    private readonly double value = value;
    private readonly double log = log;

    /// <summary>u &lt; α = min(1, r): what <see cref="Coin.Accepts"/> says.</summary>
    /// <param name="logRatio">log r; −∞ is never accepted.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Accepts(double logRatio)
    {
        var above = logRatio - log;
        return Math.Abs(above) > Margin ? above > 0 : Coin.Accepts(value, logRatio);
    }
}
