namespace DiffMH.Tests.Oracles;

/// <summary>
/// Exact answers for a Metropolis–Hastings chain on labels: the distribution after t steps and its derivative follow from
/// μ ← μ P, μ̇ ← μ̇ P + μ Ṗ with the transition matrix written out. Shares no code with the engine.
/// </summary>
/// <param name="proposal">q(i, j).</param>
/// <param name="logDensity">log g(i).</param>
/// <param name="score">∂log g(i) in the parameter of interest.</param>
/// <param name="rule">What to do at kinks.</param>
internal sealed class LabelChain(double[,] proposal, double[] logDensity, double[] score, TieRule rule)
{
    private readonly int labels = logDensity.Length;

    /// <summary>Averages over the draws of a chain of the given length.</summary>
    /// <param name="start">The first label.</param>
    /// <param name="warmup">Steps before the first draw.</param>
    /// <param name="draws">Draws.</param>
    /// <param name="thin">Steps per draw.</param>
    /// <param name="observables">f(i), observable by observable.</param>
    /// <param name="direct">∂_θ f(i) likewise; null where f does not depend on θ.</param>
    public ExactMoments Average(int start, int warmup, int draws, int thin, double[][] observables, double[][]? direct = null)
    {
        var (matrix, slope) = Transition();
        var (law, lawSlope) = (new double[labels], new double[labels]);
        law[start] = 1;
        var (moments, slopes) = (new double[observables.Length], new double[observables.Length]);
        for (var step = 1; step <= warmup + (draws * thin); step++)
        {
            (law, lawSlope) = (Apply(law, matrix), Sum(Apply(lawSlope, matrix), Apply(law, slope)));
            if (step <= warmup || (step - warmup) % thin != 0)
            {
                continue;
            }

            for (var k = 0; k < observables.Length; k++)
            {
                moments[k] += Dot(law, observables[k]) / draws;
                slopes[k] += (Dot(lawSlope, observables[k]) + (direct is null ? 0 : Dot(law, direct[k]))) / draws;
            }
        }

        return new ExactMoments(moments, slopes);
    }

    private (double[,] Matrix, double[,] Slope) Transition()
    {
        var (matrix, slope) = (new double[labels, labels], new double[labels, labels]);
        for (var i = 0; i < labels; i++)
        {
            matrix[i, i] = 1;
            for (var j = 0; j < labels; j++)
            {
                if (i == j || proposal[i, j] == 0)
                {
                    continue;
                }

                var ratio = Math.Exp(logDensity[j] - logDensity[i]) * proposal[j, i] / proposal[i, j];
                var isTie = logDensity[i] == logDensity[j] && proposal[i, j] == proposal[j, i];
                var flow = proposal[i, j] * Math.Min(1, ratio);
                var flowSlope = proposal[i, j] * AcceptanceSlope.Of(ratio, isTie, score[j] - score[i], rule);
                matrix[i, j] += flow;
                matrix[i, i] -= flow;
                slope[i, j] += flowSlope;
                slope[i, i] -= flowSlope;
            }
        }

        return (matrix, slope);
    }

    private double[] Apply(double[] row, double[,] matrix)
    {
        var result = new double[labels];
        for (var i = 0; i < labels; i++)
        {
            for (var j = 0; j < labels; j++)
            {
                result[j] += row[i] * matrix[i, j];
            }
        }

        return result;
    }

    private static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
