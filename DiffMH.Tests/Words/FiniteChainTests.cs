using System.Collections.Concurrent;
using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Words;

/// <summary>The word kernel on the 3 × 3 Ising model in T, J and h against the exact derivative of its finite chain.</summary>
public sealed class FiniteChainTests
{
    private const int Packs = 256;
    private const int Many = 4096;
    private static readonly string[] Parameters = ["T", "J", "h"];
    private static readonly ChainSettings Chain = new(WordPoint.PacksOfReplicate * WordPoint.Lanes, 1, 6, 1, "cold");
    private static readonly ConcurrentDictionary<(double, double, double, bool, bool, int, TieRule), ExactMoments> Known = new();

    // With couplings of both signs, without and with a field, and at all kinks: where one neighbour in four outweighs the field (h = 2 J), where all do (h = 4 J), and where all changes are ties.
    private static readonly (double T, double J, double H)[] Thetas = [(2.5, 1, 0), (1.7, -0.6, 0), (2, 0.8, 0.3), (3, -1, -0.4), (3, 1, 2), (2.5, 0.5, -2), (2, 0, 0)];

    [Theory]
    [InlineData("uniform-spin", "random", 8)]
    [InlineData("uniform-spin", "random", 1)]
    [InlineData("uniform-spin", "random", 3)]
    [InlineData("uniform-spin", "sequential", 8)]
    [InlineData("flip", "random", 8)]
    [InlineData("flip", "random", 2)]
    public void Moments_and_derivatives_are_those_of_the_finite_chain(string proposal, string order, int alternatives)
    {
        foreach (var theta in Thetas)
        {
            var experiment = Run(theta, proposal, order, alternatives, Packs, Parameters);
            for (var parameter = 0; parameter < Parameters.Length; parameter++)
            {
                experiment.Agrees(parameter, Exact(theta, proposal, order, parameter, TieRule.Mean), $"{theta}, {proposal}, {order}, M = {alternatives}");
            }
        }
    }

    [Theory]
    [InlineData("T")]
    [InlineData("J")]
    [InlineData("h")]
    [InlineData("h", "T")]
    public void Whichever_parameters_are_asked_for_derivatives_are_those_of_the_finite_chain(params string[] wrt)
    {
        foreach (var theta in Thetas[..3])
        {
            var experiment = Run(theta, "uniform-spin", "random", 8, Packs, wrt);
            for (var i = 0; i < wrt.Length; i++)
            {
                var exact = Exact(theta, "uniform-spin", "random", Array.IndexOf(Parameters, wrt[i]), TieRule.Mean);
                experiment.Agrees(i, exact, $"{theta} in {string.Join(", ", wrt)}");
            }
        }
    }

    [Theory]
    [InlineData("uniform-spin")]
    [InlineData("flip")]
    public void An_error_of_five_per_cent_a_wrong_sign_and_a_dropped_tie_would_be_seen(string proposal)
    {
        var experiment = Run(Thetas[0], proposal, "random", 8, Many, Parameters);
        var exact = Exact(Thetas[0], proposal, "random", 0, TieRule.Mean).Slopes[0];
        Statistically.Agrees(exact, experiment.Slope(0, 0), "slope of E in T", Many);
        Statistically.Differs(0.95 * exact, experiment.Slope(0, 0), "five per cent", Many);
        Statistically.Differs(-exact, experiment.Slope(0, 0), "sign", Many);
        var inField = Exact(Thetas[0], proposal, "random", 2, TieRule.Mean).Slopes[2];
        Statistically.Agrees(inField, experiment.Slope(2, 2), "slope of M in h", Many);
        Statistically.Differs(0.95 * inField, experiment.Slope(2, 2), "five per cent of it", Many);
        Statistically.Differs(Exact(Thetas[0], proposal, "random", 2, TieRule.Dropped).Slopes[2], experiment.Slope(2, 2), "dropped ties in h", Many);
        Statistically.Differs(Exact(Thetas[0], proposal, "random", 2, TieRule.Right).Slopes[2], experiment.Slope(2, 2), "one side of the kink in h", Many);
    }

    [Theory]
    [InlineData("uniform-spin", 2)]
    [InlineData("flip", 2)]
    public void Warm_up_and_thinning_are_kept(string proposal, int thin)
    {
        var (theta, chain) = (Thetas[2], Chain with { Warmup = 2, Draws = 3, Thin = thin });
        var experiment = new PackExperiment(WordPoint.Of(3, theta, proposal, "random", 8, chain, "T"), Packs);

        // Every second of six draws is kept: twice the mean over six less that over the others, which are the draws of chains with other ends.
        double[] Until(int draws) => [.. new IsingChain(3, theta.T, theta.J, theta.H, TieRule.Mean).Average(proposal != "flip", true, 2, draws, 0).Slopes.Select(slope => draws * slope)];
        var (sums, exact) = (Enumerable.Range(1, 6).Select(Until).ToArray(), new double[5]);
        for (var k = 0; k < exact.Length; k++)
        {
            exact[k] = (sums[1][k] - sums[0][k] + sums[3][k] - sums[2][k] + sums[5][k] - sums[4][k]) / 3;
            Statistically.Agrees(exact[k], experiment.Slope(k, 0), $"derivative of moment {k} in T, {proposal}", Packs);
        }
    }

    private static PackExperiment Run((double T, double J, double H) theta, string proposal, string order, int alternatives, int packs, params string[] wrt) =>
        new(WordPoint.Of(3, theta, proposal, order, alternatives, Chain, wrt), packs);

    private static ExactMoments Exact((double T, double J, double H) theta, string proposal, string order, int parameter, TieRule rule) => Known.GetOrAdd(
        (theta.T, theta.J, theta.H, proposal == "uniform-spin", order == "random", parameter, rule),
        key => new IsingChain(3, key.Item1, key.Item2, key.Item3, key.Item7).Average(key.Item4, key.Item5, Chain.Warmup, Chain.Draws, key.Item6));
}
