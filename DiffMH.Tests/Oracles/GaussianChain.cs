namespace DiffMH.Tests.Oracles;

/// <summary>
/// Exact answers for a random walk Metropolis–Hastings chain on N(θ, 1): the law after t steps, an atom at the start and a density on a grid, and
/// its derivative in θ follow from the transition density. Shares no code with the engine.
/// </summary>
/// <remarks>
/// Sums over the grid are trapezoidal, of an error of the square of the spacing: the kink of min(1, r), x′ = 2θ − x, is at a point of the grid for
/// all x of it, since θ is, and counts there with half of ∂log r. Halving the spacing changes the answers below by less than 10⁻⁴.
/// </remarks>
/// <param name="theta">θ, a multiple of the spacing.</param>
/// <param name="scale">σ of a step.</param>
/// <param name="start">Where the chain begins, a multiple of the spacing.</param>
/// <param name="spacing">Between points of the grid, 1/n for a whole n.</param>
internal sealed class GaussianChain(double theta, double scale, double start, double spacing)
{
    private const double Reach = 8;

    private readonly double[] grid = [.. Enumerable.Range(0, (int)Math.Round(2 * Reach / spacing) + 1).Select(i => (i - Math.Round(Reach / spacing)) * spacing)];

    /// <summary>The mean of f over the draws of a chain without warm-up, and its derivative in θ.</summary>
    /// <param name="draws">Draws, one for each step.</param>
    /// <param name="f">f(x).</param>
    public (double Value, double Slope) Average(int draws, Func<double, double> f)
    {
        var first = Row(start);
        double[][] flow = [.. grid.Select(x => Row(x).Flow)], slope = [.. grid.Select(x => Row(x).Slope)];
        double[] stay = [.. flow.Select(row => 1 - (spacing * row.Sum()))], staySlope = [.. slope.Select(row => -spacing * row.Sum())];
        var (firstStay, firstStaySlope) = (1 - (spacing * first.Flow.Sum()), -spacing * first.Slope.Sum());
        var (law, lawSlope) = (new double[grid.Length], new double[grid.Length]);
        var (atom, atomSlope) = (1.0, 0.0);
        var (value, derivative) = (0.0, 0.0);
        for (var draw = 0; draw < draws; draw++)
        {
            var next = Enumerable.Range(0, grid.Length).Select(to =>
            {
                var (mass, change) = (law[to] * stay[to], (lawSlope[to] * stay[to]) + (law[to] * staySlope[to]));
                mass += atom * first.Flow[to];
                change += (atomSlope * first.Flow[to]) + (atom * first.Slope[to]);
                for (var from = 0; from < grid.Length; from++)
                {
                    mass += spacing * law[from] * flow[from][to];
                    change += spacing * ((lawSlope[from] * flow[from][to]) + (law[from] * slope[from][to]));
                }

                return (mass, change);
            }).ToArray();
            (atom, atomSlope) = (atom * firstStay, (atomSlope * firstStay) + (atom * firstStaySlope));
            (law, lawSlope) = ([.. next.Select(point => point.mass)], [.. next.Select(point => point.change)]);
            value += (atom * f(start)) + (spacing * law.Zip(grid, (mass, x) => mass * f(x)).Sum());
            derivative += (atomSlope * f(start)) + (spacing * lawSlope.Zip(grid, (mass, x) => mass * f(x)).Sum());
        }

        return (value / draws, derivative / draws);
    }

    /// <summary>q(x, x′) α(x, x′) and its derivative in θ for all x′ of the grid.</summary>
    private (double[] Flow, double[] Slope) Row(double x)
    {
        var (flow, slope) = (new double[grid.Length], new double[grid.Length]);
        for (var to = 0; to < grid.Length; to++)
        {
            var step = grid[to] - x;
            var proposal = Math.Exp(-0.5 * step * step / (scale * scale)) / (scale * Math.Sqrt(2 * Math.PI));
            var logRatio = 0.5 * step * ((2 * theta) - x - grid[to]);
            var isTie = Math.Abs(logRatio) < 1e-9;
            flow[to] = proposal * Math.Min(1, Math.Exp(logRatio));
            slope[to] = isTie ? 0.5 * proposal * step : logRatio < 0 ? proposal * Math.Exp(logRatio) * step : 0;
        }

        return (flow, slope);
    }
}
