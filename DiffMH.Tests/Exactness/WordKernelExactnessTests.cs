using System.Collections.Concurrent;
using DiffMH.Tests.Kernels;
using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Exactness;

/// <summary>The word kernel on the 3 × 3 Ising model in T, J and h against the exact derivative of its finite chain.</summary>
public sealed class WordKernelExactnessTests
{
    private const int Lanes = 15_000;
    private const int Many = 400_000;
    private static readonly string[] Parameters = ["T", "J", "h"];
    private static readonly ChainSettings Chain = new(1, 1, 6, 1, "cold");
    private static readonly ConcurrentDictionary<(double, double, double, bool, bool, int, TieRule), ExactMoments> Known = new();

    // Without and with a field, with couplings of both signs, and at all kinks: no neighbour matters (J = h = 0), and one in four (h = 2 J), or all (h = 4 J) outweigh the field.
    private static readonly (double T, double J, double H)[] Thetas = [(2.5, 1, 0), (1.7, -0.6, 0), (2, 0.8, 0.3), (3, -1, -0.4), (3, 1, 2), (2.5, 0.5, -2), (2, 0, 0)];

    public static TheoryData<string, string, int> Moves => new()
    {
        { "uniform-spin", "random", 8 },
        { "uniform-spin", "random", 1 },
        { "uniform-spin", "random", 3 },
        { "uniform-spin", "sequential", 8 },
        { "flip", "random", 8 },
        { "flip", "random", 2 },
    };

    [Theory]
    [MemberData(nameof(Moves))]
    public void Moments_and_derivatives_are_those_of_the_finite_chain(string proposal, string order, int alternatives)
    {
        foreach (var theta in Thetas)
        {
            var experiment = Run(theta, proposal, order, alternatives, Lanes, Parameters);
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
            var experiment = Run(theta, "uniform-spin", "random", 8, Lanes, wrt);
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
        Statistically.Agrees(Exact(Thetas[0], proposal, "random", 2, TieRule.Mean).Slopes[2], experiment.Slope(2, 2), "slope of M in h", Many);
        Statistically.Differs(Exact(Thetas[0], proposal, "random", 2, TieRule.Dropped).Slopes[2], experiment.Slope(2, 2), "dropped ties in h", Many);
        Statistically.Differs(Exact(Thetas[0], proposal, "random", 2, TieRule.Right).Slopes[2], experiment.Slope(2, 2), "one side of the kink in h", Many);
    }

    private static LaneExperiment Run((double T, double J, double H) theta, string proposal, string order, int alternatives, int lanes, params string[] wrt) => WordKernelOf.Run(
        PointOf.Ising(3, theta, proposal, order, proposal == "flip" ? "next-spin" : "same-value", Scheme.Accept, alternatives, Chain, wrt), lanes);

    private static ExactMoments Exact((double T, double J, double H) theta, string proposal, string order, int parameter, TieRule rule) => Known.GetOrAdd(
        (theta.T, theta.J, theta.H, proposal == "uniform-spin", order == "random", parameter, rule),
        key => new IsingChain(3, key.Item1, key.Item2, key.Item3, key.Item7).Average(key.Item4, key.Item5, Chain.Warmup, Chain.Draws, key.Item6));
}
