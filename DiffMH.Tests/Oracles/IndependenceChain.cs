namespace DiffMH.Tests.Oracles;

/// <summary>
/// A chain on N(μ, 1) whose suggestions are drawn from N(m, s²) wherever it stands, as an operator on functions by the trapezoidal rule:
/// (Pf)(x) = f(x) + ∫ q(y) α(x, y) (f(y) − f(x)) dy, α = min(1, w(y)/w(x)), w = π/q. No path is followed.
/// </summary>
/// <remarks>
/// log w is a parabola with its top at c = (m − μs²)/(1 − s²), so α(x, ·) has its kinks at x and at 2c − x. The grid is symmetric about
/// c and has the start as a node, so that all kinks are nodes at all parameters, and differences in them are smooth.
/// </remarks>
/// <param name="start">Where the chain begins, not c.</param>
/// <param name="chain">Warm-up, draws, thinning.</param>
internal sealed class IndependenceChain(double start, ChainSettings chain)
{
    private const int NodesToStart = 48;
    private const double Reach = 9;

    /// <summary>The mean over the draws of f.</summary>
    public double Average(double mean, double deviation, double targetMean, Func<double, double> observable)
    {
        var top = (mean - (targetMean * deviation * deviation)) / (1 - (deviation * deviation));
        var spacing = (start - top) / NodesToStart;
        var reach = (int)(Reach / Math.Abs(spacing));
        double[] nodes = [.. Enumerable.Range(-reach, (2 * reach) + 1).Select(i => top + (i * spacing))];
        double[] suggested = [.. nodes.Select(y => Math.Abs(spacing) * Normal(y, mean, deviation))];
        double[] ratio = [.. nodes.Select(y => Normal(y, targetMean, 1) / Normal(y, mean, deviation))];
        double[] value = [.. nodes.Select(observable)];
        var sum = 0.0;
        for (long step = 1; step <= chain.Steps; step++)
        {
            var before = value;
            value = [.. before.Select((f, x) => f + Flow(x, before))];
            var past = step - chain.Warmup;
            sum += past > 0 && past % chain.Thin == 0 ? value[reach + NodesToStart] : 0;
        }

        return sum / chain.Draws;

        double Flow(int x, double[] f)
        {
            var flow = 0.0;
            for (var y = 0; y < f.Length; y++)
            {
                flow += suggested[y] * Math.Min(1, ratio[y] / ratio[x]) * (f[y] - f[x]);
            }

            return flow;
        }
    }

    /// <summary>Its derivatives in m, s and μ, by central differences.</summary>
    public (double ByMean, double ByDeviation, double ByTarget) Slopes(double mean, double deviation, double targetMean, Func<double, double> observable)
    {
        const double Step = 1e-3;
        return (
            (Average(mean + Step, deviation, targetMean, observable) - Average(mean - Step, deviation, targetMean, observable)) / (2 * Step),
            (Average(mean, deviation + Step, targetMean, observable) - Average(mean, deviation - Step, targetMean, observable)) / (2 * Step),
            (Average(mean, deviation, targetMean + Step, observable) - Average(mean, deviation, targetMean - Step, observable)) / (2 * Step));
    }

    private static double Normal(double x, double mean, double deviation) =>
        Math.Exp(-0.5 * (x - mean) * (x - mean) / (deviation * deviation)) / (deviation * Math.Sqrt(2 * Math.PI));
}
