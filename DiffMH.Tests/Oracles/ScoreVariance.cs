namespace DiffMH.Tests.Oracles;

/// <summary>
/// Exact mean and variance of the published score-function estimate from one Metropolis chain on labels, (1/N) Σ_k f(x_k) S_k with S_k the
/// score of all coins up to draw k: the joint moments of state, S and Σ f S are carried forward step by step. Shares no code with the engine.
/// </summary>
/// <param name="proposal">q(i, j), symmetric.</param>
/// <param name="logDensity">log g(i), all different.</param>
/// <param name="score">∂log g(i).</param>
internal sealed class ScoreVariance(double[,] proposal, double[] logDensity, double[] score)
{
    /// <summary>Mean and variance for one observable.</summary>
    /// <param name="start">The first label.</param>
    /// <param name="warmup">Steps before the first draw.</param>
    /// <param name="draws">Draws, one step each.</param>
    /// <param name="observable">f(i).</param>
    public (double Mean, double Variance) Of(int start, int warmup, int draws, double[] observable)
    {
        // For each label: E 1, E S, E S², E A, E AS, E A² on the event that the chain is there, with A = Σ f S so far.
        var moments = new double[logDensity.Length, 6];
        moments[start, 0] = 1;
        for (var step = 1; step <= warmup + draws; step++)
        {
            moments = Step(moments);
            for (var i = 0; step > warmup && i < logDensity.Length; i++)
            {
                Draw(moments, i, observable[i]);
            }
        }

        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < logDensity.Length; i++)
        {
            (sum, squares) = (sum + moments[i, 3], squares + moments[i, 5]);
        }

        var mean = sum / draws;
        return (mean, (squares / draws / draws) - (mean * mean));
    }

    private double[,] Step(double[,] before)
    {
        var after = new double[logDensity.Length, 6];
        for (var i = 0; i < logDensity.Length; i++)
        {
            for (var j = 0; j < logDensity.Length; j++)
            {
                var (ratio, slope) = (Math.Exp(logDensity[j] - logDensity[i]), score[j] - score[i]);
                var (alpha, alphaSlope) = ratio < 1 ? (ratio, ratio * slope) : (1, 0);
                Flow(before, after, i, j, proposal[i, j] * alpha, alphaSlope / alpha);
                Flow(before, after, i, i, proposal[i, j] * (1 - alpha), alpha < 1 ? -alphaSlope / (1 - alpha) : 0);
            }
        }

        return after;
    }

    /// <summary>A coin that gives its outcome with the given probability and adds c to S.</summary>
    private static void Flow(double[,] before, double[,] after, int from, int to, double chance, double c)
    {
        after[to, 0] += chance * before[from, 0];
        after[to, 1] += chance * (before[from, 1] + (c * before[from, 0]));
        after[to, 2] += chance * (before[from, 2] + (2 * c * before[from, 1]) + (c * c * before[from, 0]));
        after[to, 3] += chance * before[from, 3];
        after[to, 4] += chance * (before[from, 4] + (c * before[from, 3]));
        after[to, 5] += chance * before[from, 5];
    }

    private static void Draw(double[,] moments, int label, double f)
    {
        moments[label, 5] += (2 * f * moments[label, 4]) + (f * f * moments[label, 2]);
        moments[label, 4] += f * moments[label, 2];
        moments[label, 3] += f * moments[label, 1];
    }
}
