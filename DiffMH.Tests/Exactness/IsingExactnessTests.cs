using System.Collections.Concurrent;
using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Exactness;

/// <summary>The 3 × 3 Ising model in T, J and h against the exact derivative of its finite chain.</summary>
public sealed class IsingExactnessTests
{
    private const int Lanes = 15_000;
    private static readonly string[] Parameters = ["T", "J", "h"];
    private static readonly ChainSettings Chain = new(1, 1, 6, 1, "cold");
    private static readonly ConcurrentDictionary<(double, double, double, bool, bool, int, TieRule), ExactMoments> Known = new();

    // At h = 0 a flip at zero local field is a tie with a slope in h; at h = 2 J one against all four neighbours but one is, with slopes in J and h.
    private static readonly (double T, double J, double H)[] Thetas = [(2.5, 1, 0), (2, 0.8, 0.3), (3, 1, 2)];

    public static TheoryData<Scheme, int, string> FreshSpin => Cases.With("same-value", "independent");

    public static TheoryData<Scheme, Pruning, int> Pruned => Cases.Pruned();

    public static TheoryData<Scheme, int, string> Flip => Cases.With("next-spin", "site-swap", "independent");

    [Theory]
    [MemberData(nameof(FreshSpin))]
    public void With_fresh_spins_in_random_order_moments_and_derivatives_are_those_of_the_finite_chain(Scheme scheme, int alternatives, string coupling) =>
        Check("uniform-spin", "random", scheme, alternatives, coupling);

    [Theory]
    [MemberData(nameof(Flip))]
    public void With_flips_in_random_order_moments_and_derivatives_are_those_of_the_finite_chain(Scheme scheme, int alternatives, string coupling) =>
        Check("flip", "random", scheme, alternatives, coupling);

    [Theory]
    [InlineData(Scheme.Symmetric, 1, "same-value")]
    [InlineData(Scheme.Accept, 8, "same-value")]
    [InlineData(Scheme.Symmetric, 2, "independent")]
    public void With_fresh_spins_in_sequential_order_moments_and_derivatives_are_those_of_the_finite_chain(Scheme scheme, int alternatives, string coupling) =>
        Check("uniform-spin", "sequential", scheme, alternatives, coupling);

    [Theory]
    [MemberData(nameof(Pruned))]
    public void With_other_prunings_moments_and_derivatives_are_those_of_the_finite_chain(Scheme scheme, Pruning pruning, int alternatives)
    {
        CheckAt(Thetas[0], "uniform-spin", "random", scheme, alternatives, "same-value", pruning);
        CheckAt(Thetas[1], "flip", "random", scheme, alternatives, "independent", pruning);
    }

    [Theory]
    [InlineData("uniform-spin", "same-value", 0)]
    [InlineData("uniform-spin", "same-value", 0.5)]
    [InlineData("flip", "next-spin", 0.5)]
    [InlineData("flip", "site-swap", 0)]
    [InlineData("flip", "site-swap", 0.5)]
    public void At_any_strength_of_the_coupling_moments_and_derivatives_are_those_of_the_finite_chain(string proposal, string coupling, double strength)
    {
        foreach (var theta in Thetas)
        {
            CheckAt(theta, proposal, "random", Scheme.Symmetric, 2, coupling, Pruning.Weight, strength);
        }
    }

    [Theory]
    [InlineData(Pruning.Uniform, 2)]
    [InlineData(Pruning.None, 1)]
    public void With_swapped_sites_and_other_prunings_moments_and_derivatives_are_those_of_the_finite_chain(Pruning pruning, int alternatives) =>
        CheckAt(Thetas[0], "flip", "random", Scheme.Symmetric, alternatives, "site-swap", pruning);

    [Theory]
    [InlineData(0.3, "random", "same-value", 8)]
    [InlineData(0.3, "sequential", "same-value", 1)]
    [InlineData(0.8, "random", "independent", 2)]
    [InlineData(0.5, "random", "same-value", 8)]
    public void With_biased_spins_moments_and_derivatives_are_those_of_the_finite_chain(double up, string order, string coupling, int alternatives)
    {
        foreach (var theta in Thetas)
        {
            foreach (var pruning in (Pruning[])[Pruning.Weight, Pruning.None])
            {
                var settings = $$"""{"order":"{{order}}","up":{{up:R}}}""";
                var experiment = PointOf.Ising(3, theta, "uniform-spin", "random", coupling, Scheme.Symmetric, alternatives, Chain, Parameters)
                    .With("biased-spin", settings).With(pruning).Run(Lanes);
                for (var parameter = 0; parameter < Parameters.Length; parameter++)
                {
                    var exact = new IsingChain(3, theta.T, theta.J, theta.H, TieRule.Mean, up).Average(true, order == "random", Chain.Warmup, Chain.Draws, parameter);
                    experiment.Agrees(parameter, exact, $"{theta}, {settings}, {coupling}, {pruning}");
                }
            }
        }
    }

    [Fact]
    public void A_bias_that_is_left_out_of_the_ratio_would_be_seen()
    {
        var experiment = PointOf.Ising(3, Thetas[1], "uniform-spin", "random", "same-value", Scheme.Symmetric, 8, Chain, Parameters)
            .With("biased-spin", """{"order":"random","up":0.3}""").Run(Lanes);
        Statistically.Differs(Exact(Thetas[1], "uniform-spin", "random", 0, TieRule.Mean).Moments[2], experiment.Moment(2), "magnetization under a symmetric proposal", Lanes);
    }

    [Fact]
    public void An_error_of_five_per_cent_would_be_seen_with_swapped_sites()
    {
        const int Many = 400_000;
        var slope = PointOf.Ising(3, Thetas[0], "flip", "random", "site-swap", Scheme.Symmetric, 8, Chain, Parameters).Run(Many).Slope(0, 0);
        var exact = Exact(Thetas[0], "flip", "random", 0, TieRule.Mean).Slopes[0];
        Statistically.Agrees(exact, slope, "slope of E in T", Many);
        Statistically.Differs(0.95 * exact, slope, "five per cent", Many);
    }

    [Fact]
    public void An_error_of_five_per_cent_would_be_seen_with_every_pruning()
    {
        const int Many = 400_000;
        var exact = Exact(Thetas[0], "uniform-spin", "random", 0, TieRule.Mean).Slopes[0];
        foreach (var pruning in (Pruning[])[Pruning.Uniform, Pruning.None])
        {
            var slope = PointOf.Ising(3, Thetas[0], "uniform-spin", "random", "same-value", Scheme.Symmetric, 8, Chain, Parameters).With(pruning).Run(Many).Slope(0, 0);
            Statistically.Agrees(exact, slope, $"slope of E in T, {pruning}", Many);
            Statistically.Differs(0.95 * exact, slope, $"five per cent, {pruning}", Many);
        }
    }

    [Fact]
    public void An_error_of_five_per_cent_a_wrong_sign_and_a_dropped_tie_would_be_seen()
    {
        const int Many = 400_000;
        var experiment = PointOf.Ising(3, Thetas[0], "uniform-spin", "random", "same-value", Scheme.Symmetric, 8, Chain, Parameters).Run(Many);
        var exact = Exact(Thetas[0], "uniform-spin", "random", 0, TieRule.Mean).Slopes[0];
        Statistically.Agrees(exact, experiment.Slope(0, 0), "slope of E in T", Many);
        Statistically.Differs(0.95 * exact, experiment.Slope(0, 0), "five per cent", Many);
        Statistically.Differs(-exact, experiment.Slope(0, 0), "sign", Many);
        Statistically.Differs(Exact(Thetas[0], "uniform-spin", "random", 2, TieRule.Dropped).Slopes[2], experiment.Slope(2, 2), "dropped ties in h", Many);
        Statistically.Differs(Exact(Thetas[0], "uniform-spin", "random", 2, TieRule.Right).Slopes[2], experiment.Slope(2, 2), "one side of the kink in h", Many);
    }

    [Fact]
    public void At_a_kink_the_one_sided_scheme_gives_the_right_derivative()
    {
        const int Many = 400_000;
        var slope = PointOf.Ising(3, Thetas[0], "uniform-spin", "random", "same-value", Scheme.OneSided, 8, Chain, "h").Run(Many).Slope(2, 0);
        Statistically.Agrees(Exact(Thetas[0], "uniform-spin", "random", 2, TieRule.Right).Slopes[2], slope, "right derivative of M in h", Many);
        Statistically.Differs(Exact(Thetas[0], "uniform-spin", "random", 2, TieRule.Mean).Slopes[2], slope, "mean of both", Many);
    }

    [Theory]
    [InlineData("uniform-spin", "random", "same-value", "cold")]
    [InlineData("uniform-spin", "sequential", "same-value", "hot")]
    [InlineData("uniform-spin", "random", "independent", "hot")]
    [InlineData("flip", "random", "next-spin", "hot")]
    public void The_covariance_identity_gives_the_stationary_derivative(string proposal, string order, string coupling, string start)
    {
        const int Chains = 200;
        foreach (var theta in Thetas)
        {
            var model = PointOf.Ising(3, theta, proposal, order, coupling, Scheme.Symmetric, 1, new(1, 200, 4000, 1, start), Parameters);
            var experiment = model.With(EstimatorMethod.Covariance).RunMerged(Chains);
            for (var parameter = 0; parameter < Parameters.Length; parameter++)
            {
                for (var k = 0; k < IsingStates.Observables; k++)
                {
                    var (exact, slope) = (IsingStates.Slope(3, theta, k, parameter), experiment.Slope(k, parameter));
                    Statistically.Agrees(exact, slope, $"{theta}, {proposal}, {order}, {start}: derivative of moment {k} in {Parameters[parameter]}", Chains);
                }
            }

            Statistically.Differs(0.95 * IsingStates.Slope(3, theta, 0, 0), experiment.Slope(0, 0), $"five per cent at {theta}", Chains);
            Statistically.Differs(-IsingStates.Slope(3, theta, 0, 1), experiment.Slope(0, 1), $"sign at {theta}", Chains);
        }
    }

    [Theory]
    [InlineData(EstimatorMethod.Score, "uniform-spin", "random", "same-value")]
    [InlineData(EstimatorMethod.ScorePlain, "uniform-spin", "sequential", "independent")]
    [InlineData(EstimatorMethod.Score, "flip", "random", "next-spin")]
    public void The_score_function_gives_the_derivative_of_the_finite_chain(EstimatorMethod method, string proposal, string order, string coupling)
    {
        const int Many = 60_000;
        var theta = Thetas[1];   // the only one without ties
        var experiment = PointOf.Ising(3, theta, proposal, order, coupling, Scheme.Symmetric, 1, Chain, Parameters).With(method).RunMerged(Many);
        for (var parameter = 0; parameter < Parameters.Length; parameter++)
        {
            var exact = Exact(theta, proposal, order, parameter, TieRule.Mean).Slopes;
            for (var k = 0; k < exact.Length; k++)
            {
                Statistically.Agrees(exact[k], experiment.Slope(k, parameter), $"{method}, {proposal}, {order}: derivative of moment {k} in {Parameters[parameter]}", Many);
            }
        }

        var inField = Exact(theta, proposal, order, 2, TieRule.Mean).Slopes[2];
        Statistically.Differs(0.8 * inField, experiment.Slope(2, 2), "twenty per cent of M in h", Many);
        Statistically.Differs(-inField, experiment.Slope(2, 2), "sign of M in h", Many);
    }

    private static void Check(string proposal, string order, Scheme scheme, int alternatives, string coupling)
    {
        foreach (var theta in Thetas)
        {
            CheckAt(theta, proposal, order, scheme, alternatives, coupling, Pruning.Weight);
        }
    }

    private static void CheckAt((double T, double J, double H) theta, string proposal, string order, Scheme scheme, int alternatives, string coupling, Pruning pruning, double? strength = null)
    {
        // The one-sided scheme takes one parameter: h, which has the kinks.
        string[] wrt = scheme == Scheme.OneSided ? ["h"] : Parameters;
        var experiment = PointOf.Ising(3, theta, proposal, order, coupling, scheme, alternatives, Chain, wrt).With(pruning).AtStrength(strength).Run(Lanes);
        for (var parameter = 0; parameter < wrt.Length; parameter++)
        {
            var exact = Exact(theta, proposal, order, Array.IndexOf(Parameters, wrt[parameter]), Cases.RuleOf(scheme));
            experiment.Agrees(parameter, exact, $"{theta}, {proposal}, {order}, {coupling}, {scheme}, {pruning}, M = {alternatives}, strength {strength}");
        }
    }

    private static ExactMoments Exact((double T, double J, double H) theta, string proposal, string order, int parameter, TieRule rule) => Known.GetOrAdd(
        (theta.T, theta.J, theta.H, proposal == "uniform-spin", order == "random", parameter, rule),
        key => new IsingChain(3, key.Item1, key.Item2, key.Item3, key.Item7).Average(key.Item4, key.Item5, Chain.Warmup, Chain.Draws, key.Item6));
}
