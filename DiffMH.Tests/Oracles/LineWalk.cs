namespace DiffMH.Tests.Oracles;

/// <summary>
/// A random walk with Gaussian steps on any density of the line, as an operator on functions by the trapezoidal rule. Derivatives are
/// differences of what it gives at two settings of the density.
/// </summary>
/// <remarks>
/// α has kinks where the densities of two states are equal, anywhere between nodes: an error of the order of the spacing squared over
/// 12, 2·10⁻⁵, which moves with the kinks. Differences over 2 × <see cref="Step"/> make 3·10⁻⁴ of it.
/// </remarks>
/// <param name="scale">Standard deviation of a step.</param>
/// <param name="start">Where the chain begins, a multiple of 1/64.</param>
/// <param name="chain">Warm-up, draws, thinning.</param>
internal sealed class LineWalk(double scale, double start, ChainSettings chain)
{
    /// <summary>How far from a setting differences are taken.</summary>
    public const double Step = 0.03;

    private const int PerUnit = 64;
    private const int Reach = 10 * PerUnit;

    private readonly double[] steps = [.. Enumerable.Range(0, (4 * Reach) + 1).Select(i => Math.Exp(-0.5 * Math.Pow((i - (2 * Reach)) / (PerUnit * scale), 2)) / (PerUnit * scale * Math.Sqrt(2 * Math.PI)))];

    /// <summary>The mean over the draws of f.</summary>
    public double Average(Func<double, double> density, Func<double, double> observable)
    {
        double[] nodes = [.. Enumerable.Range(0, (2 * Reach) + 1).Select(i => (i - Reach) / (double)PerUnit)];
        double[] densities = [.. nodes.Select(density)];
        double[] value = [.. nodes.Select(observable)];
        var sum = 0.0;
        for (long step = 1; step <= chain.Steps; step++)
        {
            var before = value;
            value = [.. before.Select((f, x) => f + Flow(x, before, densities))];
            var past = step - chain.Warmup;
            sum += past > 0 && past % chain.Thin == 0 ? value[Reach + (int)Math.Round(start * PerUnit)] : 0;
        }

        return sum / chain.Draws;
    }

    /// <summary>∫ q(x, y) α(x, y) (f(y) − f(x)) dy at one node.</summary>
    private double Flow(int x, double[] f, double[] densities)
    {
        var flow = 0.0;
        for (var y = 0; y < f.Length; y++)
        {
            flow += steps[y - x + (2 * Reach)] * Math.Min(1, densities[y] / densities[x]) * (f[y] - f[x]);
        }

        return flow;
    }
}
