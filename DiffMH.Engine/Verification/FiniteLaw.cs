namespace DiffMH.Engine.Verification;

/// <summary>The states of a finite chain without sampling.</summary>
/// <param name="Probabilities">The share of the draws in each state, expected.</param>
/// <param name="LogDensities">log g of each state, up to one constant.</param>
/// <param name="Observed">f of each state.</param>
/// <param name="Decisions">How often it decides by each ratio.</param>
internal sealed record FiniteLaw(double[] Probabilities, double[] LogDensities, double[][] Observed, DecisionShares Decisions)
{
    /// <summary>Σ p f.</summary>
    public double[] Moments => Average(Observed);

    /// <summary>Σ p f of any f.</summary>
    /// <param name="observed">f of each state.</param>
    public double[] Average(double[][] observed)
    {
        var sums = new double[observed[0].Length];
        for (var state = 0; state < Probabilities.Length; state++)
        {
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += Probabilities[state] * observed[state][i];
            }
        }

        return sums;
    }
}
