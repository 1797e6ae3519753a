using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>The score of an accept/reject coin: ∂log P of the outcome it gave.</summary>
public static class CoinScore
{
    /// <summary>c in ∂log P = c ∂log r.</summary>
    /// <param name="accepted">Whether the coin accepted.</param>
    /// <param name="logRatio">log r, not NaN; exactly 0 at a tie.</param>
    /// <returns>Accepted 1, rejected −r/(1 − r); 0 where r &gt; 1 or r = 0, for there the outcome was certain; NaN at a tie.</returns>
    /// <remarks>
    /// ∂log α = ∂log r and ∂log(1 − α) = −∂α/(1 − α) with α = r where r &lt; 1. At r = 1 α has a kink: below it the rejected outcome has a
    /// derivative of its probability but no draws, so that no weight of the outcomes that occur gives even the mean of both sides.
    /// </remarks>
    public static double Factor(bool accepted, double logRatio)
    {
        if (logRatio == 0)
        {
            return double.NaN;
        }

        if (logRatio > 0 || double.IsNegativeInfinity(logRatio))
        {
            return 0;
        }

        var ratio = Math.Exp(logRatio);
        return accepted ? 1 : -ratio / (1 - ratio);
    }

    /// <summary>Adds the score of one coin.</summary>
    /// <param name="accepted">Whether the coin accepted.</param>
    /// <param name="logRatio">log r, not NaN; exactly 0 at a tie.</param>
    /// <param name="score">∂log r, p numbers.</param>
    /// <param name="sum">p numbers to be added to; none where nothing asks for them.</param>
    /// <exception cref="KinkException">The coin has a kink at this θ, a tie with a derivative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(bool accepted, double logRatio, ReadOnlySpan<double> score, Span<double> sum)
    {
        if (!sum.IsEmpty)
        {
            Add(1, accepted, logRatio, score, sum);
        }
    }

    /// <summary>Adds the score of several coins that gave the same.</summary>
    /// <param name="coins">How many.</param>
    /// <param name="accepted">Whether they accepted.</param>
    /// <param name="logRatio">log r, not NaN; exactly 0 at a tie.</param>
    /// <param name="score">∂log r, p numbers.</param>
    /// <param name="sum">p numbers to be added to; none where nothing asks for them.</param>
    /// <exception cref="KinkException">The coins have a kink at this θ, a tie with a derivative.</exception>
    public static void Add(long coins, bool accepted, double logRatio, ReadOnlySpan<double> score, Span<double> sum)
    {
        var factor = sum.IsEmpty ? 0 : Factor(accepted, logRatio);
        for (var i = 0; i < sum.Length; i++)
        {
            if (score[i] != 0)
            {
                sum[i] += double.IsNaN(factor) ? throw new KinkException(score[i]) : coins * factor * score[i];
            }
        }
    }
}
