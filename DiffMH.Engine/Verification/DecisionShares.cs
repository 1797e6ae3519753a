namespace DiffMH.Engine.Verification;

/// <summary>How often a finite chain decides by each ratio r, without sampling.</summary>
internal sealed class DecisionShares
{
    private readonly Dictionary<double, double> shares = [];

    /// <summary>Adds decisions.</summary>
    /// <param name="ratio">r.</param>
    /// <param name="share">Their share of all steps.</param>
    public void Add(double ratio, double share)
    {
        var same = Math.Round(ratio, 9);   // ratios that differ by rounding are one
        shares[same] = shares.GetValueOrDefault(same) + share;
    }

    /// <summary>The share of decisions that have a derivative, r &lt; 1, and are rejected fewer times than given in so many steps.</summary>
    /// <remarks>
    /// The score function gives such a rejection the weight ∂α / (1 − α). However seldom it happens, the derivative owes it as much; in a sample
    /// that has hardly seen it the estimate is off, and its error seems small.
    /// </remarks>
    public double RejectedLessThan(double times, double steps) =>
        shares.Where(pair => pair.Key < 1 && pair.Value * (1 - pair.Key) * steps < times).Sum(pair => pair.Value);
}
