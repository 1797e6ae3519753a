using System.Numerics;

namespace DiffMH.Tests.Oracles;

/// <summary>
/// Exact answers for single-site Metropolis chains on a small periodic Ising lattice: all 2ⁿ states as bit masks, energies by their
/// definition, the law of the chain and its derivative carried forward update by update. Shares no code with the engine or the plugin.
/// </summary>
/// <param name="side">L, at most 3.</param>
/// <param name="temperature">T.</param>
/// <param name="exchange">J.</param>
/// <param name="field">h.</param>
/// <param name="rule">What to do at kinks.</param>
/// <param name="up">How probable a fresh spin is up.</param>
internal sealed class IsingChain(int side, double temperature, double exchange, double field, TieRule rule, double up = 0.5)
{
    private readonly int sites = side * side;
    private readonly int states = 1 << (side * side);
    private readonly int[] bondsOf = [.. Enumerable.Range(0, 1 << (side * side)).Select(state => Bonds(state, side))];
    private readonly int[] spinsOf = [.. Enumerable.Range(0, 1 << (side * side)).Select(state => (2 * BitOperations.PopCount((uint)state)) - (side * side))];

    /// <summary>Averages of E, E², M, |M|, M² over the draws of a chain that starts with all spins up.</summary>
    /// <inheritdoc cref="Average(bool, bool, int, int, int, Func{double, double, double, ValueTuple{double[], double[]}})"/>
    public ExactMoments Average(bool freshSpin, bool randomOrder, int warmup, int draws, int parameter) => Average(
        freshSpin,
        randomOrder,
        warmup,
        draws,
        parameter,
        (energy, spins, energySlope) => ([energy, energy * energy, spins, Math.Abs(spins), spins * spins], [energySlope, 2 * energy * energySlope, 0, 0, 0]));

    /// <summary>Averages of any observables over the draws of a chain that starts with all spins up.</summary>
    /// <param name="freshSpin">Proposal: a fresh spin, else always the other spin.</param>
    /// <param name="randomOrder">Each update at an independent uniform site, else site after site.</param>
    /// <param name="warmup">Sweeps before the first draw.</param>
    /// <param name="draws">Draws, one sweep each.</param>
    /// <param name="parameter">The parameter of the derivative: 0 for T, 1 for J, 2 for h.</param>
    /// <param name="observe">From E, M and ∂E at a fixed state, the observables and their derivatives at a fixed state.</param>
    public ExactMoments Average(
        bool freshSpin, bool randomOrder, int warmup, int draws, int parameter, Func<double, double, double, (double[] Values, double[] Slopes)> observe)
    {
        var (law, slope) = (new double[states], new double[states]);
        law[states - 1] = 1;
        var count = observe(0, 0, 0).Values.Length;
        var (moments, slopes) = (new double[count], new double[count]);
        for (var sweep = 1; sweep <= warmup + draws; sweep++)
        {
            for (var update = 0; update < sites; update++)
            {
                (law, slope) = randomOrder
                    ? Update(law, slope, freshSpin, 0, sites, parameter)
                    : Update(law, slope, freshSpin, update, update + 1, parameter);
            }

            if (sweep > warmup)
            {
                Add(law, slope, draws, parameter, observe, moments, slopes);
            }
        }

        return new ExactMoments(moments, slopes);
    }

    private (double[] Law, double[] Slope) Update(double[] law, double[] slope, bool freshSpin, int firstSite, int endSite, int parameter)
    {
        var (nextLaw, nextSlope) = ((double[])law.Clone(), (double[])slope.Clone());
        for (var state = 0; state < states; state++)
        {
            for (var site = firstSite; site < endSite; site++)
            {
                var turned = state ^ (1 << site);
                var (bonds, spins) = (bondsOf[turned] - bondsOf[state], spinsOf[turned] - spinsOf[state]);
                var energy = -(exchange * bonds) - (field * spins);
                var (forth, back) = !freshSpin ? (1, 1) : spins > 0 ? (up, 1 - up) : (1 - up, up);
                var chance = forth / (endSite - firstSite);
                var ratio = Math.Exp(-energy / temperature) * back / forth;
                double[] scores = [energy / (temperature * temperature), bonds / temperature, spins / temperature];
                var flow = chance * Math.Min(1, ratio);
                var flowSlope = chance * AcceptanceSlope.Of(ratio, energy == 0 && forth == back, scores[parameter], rule);
                nextLaw[state] -= law[state] * flow;
                nextLaw[turned] += law[state] * flow;
                nextSlope[state] -= (slope[state] * flow) + (law[state] * flowSlope);
                nextSlope[turned] += (slope[state] * flow) + (law[state] * flowSlope);
            }
        }

        return (nextLaw, nextSlope);
    }

    private void Add(double[] law, double[] slope, int draws, int parameter, Func<double, double, double, (double[] Values, double[] Slopes)> observe, double[] moments, double[] slopes)
    {
        for (var state = 0; state < states; state++)
        {
            double bonds = bondsOf[state];
            double spins = spinsOf[state];
            var energy = -(exchange * bonds) - (field * spins);
            var energySlope = parameter switch { 1 => -bonds, 2 => -spins, _ => 0 };
            var (values, direct) = observe(energy, spins, energySlope);
            for (var k = 0; k < values.Length; k++)
            {
                moments[k] += law[state] * values[k] / draws;
                slopes[k] += ((slope[state] * values[k]) + (law[state] * direct[k])) / draws;
            }
        }
    }

    /// <summary>Σ over bonds of the product of their spins.</summary>
    public static int Bonds(int state, int side)
    {
        int Spin(int row, int column) => ((state >> ((row % side * side) + (column % side))) & 1) == 1 ? 1 : -1;
        var bonds = 0;
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                bonds += Spin(row, column) * (Spin(row + 1, column) + Spin(row, column + 1));
            }
        }

        return bonds;
    }
}
