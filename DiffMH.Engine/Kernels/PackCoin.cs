using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Engine.Kernels;

/// <summary>The accept/reject decisions of eight lanes: those of <see cref="Coin"/>, seldom at the cost of its e^a.</summary>
/// <remarks>
/// A coin falls far from the probability nearly always, and then e^a to a few places decides. Only where it falls nearer to it than
/// these places reach is e^a taken as <see cref="Coin"/> takes it.
/// </remarks>
internal static class PackCoin
{
    /// <summary>Twice what <see cref="Approximate"/> may be wrong by, relative to e^a; e^a itself is right to 10⁻¹⁵.</summary>
    internal const double Margin = 1e-5;

    /// <summary>Below it e^a is nearer to 0 than the smallest coin, 2⁻⁵³.</summary>
    private const double Least = -700;

    /// <summary>u &lt; α = min(1, r) in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneSet Accepts(Lanes coin, Lanes logRatio)
    {
        var certain = logRatio >= default(Lanes);
        var ratio = Approximate(logRatio);
        var below = coin < (1 - Margin) * ratio;
        var unclear = ~(certain | below | (coin > (1 + Margin) * ratio));
        return unclear.IsEmpty ? certain | below : certain | below | Unclear(coin, logRatio, unclear);
    }

    /// <summary>eᵃ for a ≤ 0, within 5 · 10⁻⁶ of it; NaN where a is NaN, some number where a &gt; 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Lanes Approximate(Lanes a)
    {
        // a = (n + t) log 2 with |t| ≤ ½: 2ⁿ goes to the exponent, 2ᵗ is its series. Adding 3 · 2⁵¹ rounds to n and leaves it in the lowest bits.
        const double Shift = 3.0 * (1L << 51);
        var binary = (1 / Math.Log(2)) * new Lanes(Vector512.Max(a.Numbers, Vector512.Create(Least)));
        var shifted = binary + Lanes.Constant(Shift);
        var t = binary - (shifted - Lanes.Constant(Shift));
        var series = Lanes.Constant(0.0013333558146428443);
        series = (series * t) + Lanes.Constant(0.009618129107628477);
        series = (series * t) + Lanes.Constant(0.05550410866482158);
        series = (series * t) + Lanes.Constant(0.2402265069591007);
        series = (series * t) + Lanes.Constant(0.6931471805599453);
        series = (series * t) + Lanes.Constant(1);
        return new((series.Numbers.AsInt64() + (shifted.Numbers.AsInt64() << 52)).AsDouble());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LaneSet Unclear(Lanes coin, Lanes logRatio, LaneSet where)
    {
        var accepts = default(Lanes);
        for (var left = where.Places; left != 0; left &= left - 1)
        {
            var lane = BitOperations.TrailingZeroCount(left);
            accepts = accepts.With(lane, Coin.Accepts(coin[lane], logRatio[lane]) ? 1 : 0);
        }

        return accepts > default(Lanes);
    }
}
