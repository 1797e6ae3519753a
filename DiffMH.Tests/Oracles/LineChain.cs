namespace DiffMH.Tests.Oracles;

/// <summary>
/// A random walk with Gaussian steps on N(μ, 1) as an operator on functions, by the trapezoidal rule: (Pf)(x) = f(x) + ∫ q(y − x) α(x, y) (f(y) − f(x)) dy,
/// and its derivatives in the step σ and in the mean μ. What a short chain averages follows exactly, and no path is followed.
/// </summary>
/// <remarks>
/// α has its kink where y lies as far from μ as x does. Starts and μ are multiples of the spacing, so that nodes lie there, and half the
/// jump of ∂α/∂μ is what the rule asks for at the end of each smooth piece. Its error is of the order of the spacing squared over 12, 10⁻⁴.
/// </remarks>
/// <param name="mean">μ.</param>
/// <param name="scale">σ.</param>
internal sealed class LineChain(double mean, double scale)
{
    private const int PerUnit = 32;
    private const int Reach = 7 * PerUnit;
    private const double Spacing = 1.0 / PerUnit;

    private readonly double[][] step = Table((x, y) => Step(x, y, scale) * Acceptance(x, y, mean));
    private readonly double[][] stepByScale = Table((x, y) => ((Math.Pow((y - x) / scale, 2) - 1) / scale) * Step(x, y, scale) * Acceptance(x, y, mean));
    private readonly double[][] stepByMean = Table((x, y) => Step(x, y, scale) * AcceptanceByMean(x, y, mean));

    /// <summary>What a chain averages: f of the last two states of each draw and of the decision between them, and the derivatives in μ and σ.</summary>
    /// <param name="start">Where the chain begins, a multiple of 1/32.</param>
    /// <param name="chain">Warm-up, draws, thinning.</param>
    /// <param name="observable">f(x, x⁺, accepted).</param>
    public (double Mean, double ByMean, double ByScale) Average(double start, ChainSettings chain, Func<double, double, bool, double> observable)
    {
        var value = Observe(step, observable);
        for (var i = 0; i < value.Length; i++)
        {
            value[i] += observable(Node(i), Node(i), false);
        }

        var (byMean, byScale) = (Observe(stepByMean, observable), Observe(stepByScale, observable));
        var at = Reach + (int)Math.Round(start * PerUnit);
        var (sum, sumByMean, sumByScale) = (0.0, 0.0, 0.0);
        for (long steps = 1; steps <= chain.Steps; steps++)
        {
            var past = steps - chain.Warmup;
            if (past > 0 && past % chain.Thin == 0)
            {
                (sum, sumByMean, sumByScale) = (sum + value[at], sumByMean + byMean[at], sumByScale + byScale[at]);
            }

            // P is linear: (Pf)˙ = P ḟ + Ṗ f.
            (value, byMean, byScale) = (Plus(value, Flow(step, value)), Plus(Plus(byMean, Flow(step, byMean)), Flow(stepByMean, value)), Plus(Plus(byScale, Flow(step, byScale)), Flow(stepByScale, value)));
        }

        return (sum / chain.Draws, sumByMean / chain.Draws, sumByScale / chain.Draws);
    }

    private static double Node(int i) => (i - Reach) * Spacing;

    private static double Step(double x, double y, double scale) => Spacing * Math.Exp(-0.5 * (y - x) * (y - x) / (scale * scale)) / (scale * Math.Sqrt(2 * Math.PI));

    private static double LogRatio(double x, double y, double mean) => 0.5 * (((x - mean) * (x - mean)) - ((y - mean) * (y - mean)));

    private static double Acceptance(double x, double y, double mean) => Math.Min(1, Math.Exp(LogRatio(x, y, mean)));

    private static double AcceptanceByMean(double x, double y, double mean) => LogRatio(x, y, mean) switch
    {
        > 1e-12 => 0,
        < -1e-12 and var log => Math.Exp(log) * (y - x),
        _ => 0.5 * (y - x),
    };

    /// <summary>∫ k(x, y) (f(x, y, accepted) − f(x, x, rejected)) dy at each node x.</summary>
    private static double[] Observe(double[][] kernel, Func<double, double, bool, double> observable) =>
        [.. kernel.Select((row, i) => row.Select((entry, j) => entry * (observable(Node(i), Node(j), true) - observable(Node(i), Node(i), false))).Sum())];

    /// <summary>∫ k(x, y) (f(y) − f(x)) dy at each node x.</summary>
    private static double[] Flow(double[][] kernel, double[] f)
    {
        var flow = new double[f.Length];
        for (var i = 0; i < f.Length; i++)
        {
            for (var j = 0; j < f.Length; j++)
            {
                flow[i] += kernel[i][j] * (f[j] - f[i]);
            }
        }

        return flow;
    }

    private static double[] Plus(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private static double[][] Table(Func<double, double, double> kernel) =>
        [.. Enumerable.Range(0, (2 * Reach) + 1).Select(i => Enumerable.Range(0, (2 * Reach) + 1).Select(j => kernel(Node(i), Node(j))).ToArray())];
}
