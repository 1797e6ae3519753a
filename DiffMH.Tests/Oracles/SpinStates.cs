namespace DiffMH.Tests.Oracles;

/// <summary>The 2ⁿ states of n spins on a graph, log g = Σ J s s′ + Σ h s, and what enumerating them says. Shares no code with the plugin.</summary>
/// <param name="sites">n.</param>
/// <param name="ends">The sites of each edge.</param>
internal sealed class SpinStates(int sites, (int A, int B)[] ends)
{
    private readonly int count = 1 << sites;

    /// <summary>M, M² and B of every state, observable by observable.</summary>
    public double[][] Observables { get; } =
        [
            [.. Enumerable.Range(0, 1 << sites).Select(state => Spins(state, sites))],
            [.. Enumerable.Range(0, 1 << sites).Select(state => Spins(state, sites) * Spins(state, sites))],
            [.. Enumerable.Range(0, 1 << sites).Select(state => ends.Sum(edge => Spin(state, edge.A) * Spin(state, edge.B)))],
        ];

    /// <summary>log g of every state. It is linear in θ, so that its derivative along a direction is log g at that direction.</summary>
    /// <param name="theta">The couplings, then the fields.</param>
    public double[] LogDensity(ReadOnlySpan<double> theta)
    {
        var numbers = theta.ToArray();
        return
            [
                .. Enumerable.Range(0, count).Select(state =>
                    ends.Select((edge, i) => numbers[i] * Spin(state, edge.A) * Spin(state, edge.B)).Sum() + Enumerable.Range(0, sites).Sum(site => numbers[ends.Length + site] * Spin(state, site))),
            ];
    }

    /// <summary>Averages of a finite chain that starts with all spins up, and their derivatives along a direction in θ.</summary>
    public ExactMoments Finite(ReadOnlySpan<double> theta, ChainSettings chain, bool isFlip, ReadOnlySpan<double> direction, TieRule rule, double[][] observables, double[][]? direct) =>
        new LabelChain(Proposal(isFlip), LogDensity(theta), LogDensity(direction), rule).Average(count - 1, chain.Warmup * sites, chain.Draws, sites * chain.Thin, observables, direct);

    private double[,] Proposal(bool isFlip)
    {
        var proposal = new double[count, count];
        for (var state = 0; state < count; state++)
        {
            for (var site = 0; site < sites; site++)
            {
                proposal[state, state ^ (1 << site)] = (isFlip ? 1.0 : 0.5) / sites;
            }

            proposal[state, state] = isFlip ? 0 : 0.5;
        }

        return proposal;
    }

    private static int Spin(int state, int site) => ((state >> site) & 1) == 1 ? 1 : -1;

    private static double Spins(int state, int sites) => Enumerable.Range(0, sites).Sum(site => Spin(state, site));
}
