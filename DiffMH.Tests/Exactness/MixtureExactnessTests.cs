using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Exactness;

/// <summary>The label posterior of a mixture against the exact derivative of its finite chain.</summary>
public sealed class MixtureExactnessTests
{
    private const double Deviation = 4;

    /// <summary>An observation at which the start and another label are equally likely. Where two others are, both sides of the kink are alike.</summary>
    private const double TiedWithStart = -0.25;

    private static readonly double[] Means = [-2.5, 2, 5];
    private static readonly double[,] OneOfTheOthers = { { 0, 0.5, 0.5 }, { 0.5, 0, 0.5 }, { 0.5, 0.5, 0 } };
    private static readonly double[][] Indicators = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];

    public static TheoryData<Scheme, int, string> All => Cases.With("residual", "independent");

    public static TheoryData<Scheme, Pruning, int> Pruned => Cases.Pruned();

    [Theory]
    [MemberData(nameof(All))]
    public void Moments_and_derivatives_are_those_of_the_finite_chain(Scheme scheme, int alternatives, string coupling)
    {
        // At -0.25 and at 3.5 two labels are equally likely: kinks.
        foreach (var observation in (double[])[-6, TiedWithStart, 0.4, 3.5, 8])
        {
            foreach (var chain in (ChainSettings[])[new(1, 0, 5, 1, "first"), new(1, 3, 20, 2, "first")])
            {
                Check(observation, scheme, alternatives, coupling, Pruning.Weight, chain);
            }
        }
    }

    [Theory]
    [InlineData("residual", null)]
    [InlineData("independent-residual", 0.5)]
    [InlineData("independent", null)]
    public void With_an_asymmetric_matrix_moments_and_derivatives_are_those_of_the_finite_chain(string coupling, double? strength)
    {
        double[,] matrix = { { 0.2, 0.5, 0.3 }, { 0.1, 0.3, 0.6 }, { 0.7, 0.3, 0 } };
        var chain = new ChainSettings(1, 3, 20, 2, "first");
        foreach (var observation in (double[])[TiedWithStart, 0.4, 8])
        {
            var experiment = PointOf.Mixture(observation, Scheme.Symmetric, 2, "residual", chain, "observation")
                .With("matrix", """{"rows":[0.2,0.5,0.3,0.1,0.3,0.6,0.7,0.3,0]}""").Coupled(coupling, strength).Run(20_000);
            experiment.Agrees(0, Exact(observation, 0, chain, TieRule.Mean, matrix), $"observation {observation}, {coupling}, {strength}");
        }
    }

    [Theory]
    [MemberData(nameof(Pruned))]
    public void With_other_prunings_moments_and_derivatives_are_those_of_the_finite_chain(Scheme scheme, Pruning pruning, int alternatives)
    {
        foreach (var observation in (double[])[TiedWithStart, 8])
        {
            Check(observation, scheme, alternatives, "independent", pruning, new(1, 3, 20, 2, "first"));
        }
    }

    [Fact]
    public void An_error_of_five_per_cent_a_wrong_sign_and_a_dropped_tie_would_be_seen()
    {
        var chain = new ChainSettings(1, 0, 20, 1, "first");
        var slope = PointOf.Mixture(8, Scheme.Symmetric, 1, "residual", chain, "observation").Run(200_000).Slope(0, 0);
        var exact = Exact(8, 0, chain, TieRule.Mean).Slopes[0];
        Statistically.Agrees(exact, slope, "slope", 200_000);
        Statistically.Differs(0.95 * exact, slope, "five per cent", 200_000);
        Statistically.Differs(-exact, slope, "sign", 200_000);

        var brief = new ChainSettings(1, 0, 3, 1, "first");
        var tied = PointOf.Mixture(TiedWithStart, Scheme.Symmetric, 1, "residual", brief, "observation").Run(200_000).Slope(0, 0);
        Statistically.Agrees(Exact(TiedWithStart, 0, brief, TieRule.Mean).Slopes[0], tied, "slope at a kink", 200_000);
        Statistically.Differs(Exact(TiedWithStart, 0, brief, TieRule.Dropped).Slopes[0], tied, "dropped tie", 200_000);
        Statistically.Differs(Exact(TiedWithStart, 0, brief, TieRule.Right).Slopes[0], tied, "one side of the kink", 200_000);
    }

    [Fact]
    public void At_a_kink_the_one_sided_scheme_gives_the_right_derivative()
    {
        var brief = new ChainSettings(1, 0, 3, 1, "first");
        var tied = PointOf.Mixture(TiedWithStart, Scheme.OneSided, 1, "residual", brief, "observation").Run(200_000).Slope(0, 0);
        Statistically.Agrees(Exact(TiedWithStart, 0, brief, TieRule.Right).Slopes[0], tied, "right derivative", 200_000);
        Statistically.Differs(Exact(TiedWithStart, 0, brief, TieRule.Mean).Slopes[0], tied, "mean of both", 200_000);
    }

    [Theory]
    [InlineData(-6)]
    [InlineData(0.4)]
    [InlineData(8)]
    public void The_covariance_identity_gives_the_stationary_derivative(double observation)
    {
        string[] wrt = ["observation", "means[0]", "deviations"];
        var experiment = PointOf.Mixture(observation, Scheme.Symmetric, 1, "residual", new(1, 100, 2000, 1, "uniform"), wrt).With(EstimatorMethod.Covariance).RunMerged(200);
        for (var parameter = 0; parameter < wrt.Length; parameter++)
        {
            for (var label = 0; label < Means.Length; label++)
            {
                var exact = StationarySlope(observation, parameter, label);
                Statistically.Agrees(exact, experiment.Slope(label, parameter), $"probability of {label} in {wrt[parameter]} at {observation}", 200);
                Statistically.Differs(-exact, experiment.Slope(label, parameter), $"sign, {label} in {wrt[parameter]} at {observation}", 200);
            }
        }

        Statistically.Differs(0.95 * StationarySlope(observation, 0, 0), experiment.Slope(0, 0), $"five per cent at {observation}", 200);
    }

    [Theory]
    [InlineData(EstimatorMethod.Score)]
    [InlineData(EstimatorMethod.ScorePlain)]
    public void The_score_function_gives_the_derivative_of_the_finite_chain(EstimatorMethod method)
    {
        const int Many = 100_000;
        string[] wrt = ["observation", "means[0]", "deviations"];
        foreach (var observation in (double[])[-6, 0.4, 8])
        {
            foreach (var chain in (ChainSettings[])[new(1, 0, 5, 1, "first"), new(1, 3, 20, 2, "first")])
            {
                var experiment = PointOf.Mixture(observation, Scheme.Symmetric, 1, "residual", chain, wrt).With(method).RunMerged(Many);
                for (var parameter = 0; parameter < wrt.Length; parameter++)
                {
                    var exact = Exact(observation, parameter, chain, TieRule.Mean).Slopes;
                    for (var label = 0; label < exact.Length; label++)
                    {
                        Statistically.Agrees(exact[label], experiment.Slope(label, parameter), $"{method} at {observation}, {chain.Draws} draws: probability of {label} in {wrt[parameter]}", Many);
                    }
                }

                Statistically.Differs(0.8 * Exact(observation, 0, chain, TieRule.Mean).Slopes[0], experiment.Slope(0, 0), $"twenty per cent at {observation}, {chain.Draws} draws", Many);
            }
        }
    }

    /// <summary>An observation in a plane, and one on a line that is written as a list.</summary>
    [Fact]
    public void In_several_dimensions_moments_and_derivatives_are_those_of_the_finite_chain()
    {
        const string settings = """{"observation":[0.4,1],"means":[-1,0,2,0.5,0.5,3],"deviations":[2,2.5,3],"weights":[1,2,1]}""";
        string[] wrt = ["observation[0]", "observation[1]", "means[3]", "deviations[1]"];
        double[] observation = [0.4, 1], deviations = [2, 2.5, 3], weights = [1, 2, 1];
        double[][] means = [[-1, 0], [2, 0.5], [0.5, 3]];
        var chain = new ChainSettings(1, 3, 20, 2, "first");
        var experiment = PointOf.Label(settings, Scheme.Symmetric, 2, chain, wrt).Run(100_000);
        double[] squares = [.. means.Select(mean => Math.Pow(observation[0] - mean[0], 2) + Math.Pow(observation[1] - mean[1], 2))];
        double[] logDensity = [.. squares.Select((square, k) => Math.Log(weights[k]) - (2 * Math.Log(deviations[k])) - (square / (2 * deviations[k] * deviations[k])))];
        for (var parameter = 0; parameter < wrt.Length; parameter++)
        {
            double[] score = [.. means.Select((mean, k) => (parameter, k) switch
            {
                (0 or 1, _) => (mean[parameter] - observation[parameter]) / (deviations[k] * deviations[k]),
                (2, 1) => (observation[1] - mean[1]) / (deviations[k] * deviations[k]),
                (3, 1) => (squares[k] / Math.Pow(deviations[k], 3)) - (2 / deviations[k]),
                _ => 0,
            })];
            var exact = new LabelChain(OneOfTheOthers, logDensity, score, TieRule.Mean).Average(0, chain.Warmup, chain.Draws, chain.Thin, Indicators);
            experiment.Agrees(parameter, exact, wrt[parameter]);
            Statistically.Differs(0.7 * exact.Slopes[1], experiment.Slope(1, parameter), $"three tenths of {wrt[parameter]}", 100_000);
        }
    }

    [Fact]
    public void One_observed_number_means_the_same_as_a_list_of_one()
    {
        var chain = new ChainSettings(1, 3, 20, 1, "first");
        var (number, list) = (PointOf.Label("""{"observation":0.4,"means":[-2.5,2,5],"deviations":4}""", Scheme.Symmetric, 2, chain, "observation"), PointOf.Label("""{"observation":[0.4],"means":[-2.5,2,5],"deviations":4}""", Scheme.Symmetric, 2, chain, "observation[0]"));
        Assert.Equal("observation", number.Theta.Parameters[number.Wrt[0]].Name);
        Statistically.Agrees(Exact(0.4, 0, chain, TieRule.Mean).Slopes[0], number.Run(20_000).Slope(0, 0), "a number", 20_000);
        Statistically.Agrees(Exact(0.4, 0, chain, TieRule.Mean).Slopes[0], list.Run(20_000).Slope(0, 0), "a list of one", 20_000);
    }

    private static double StationarySlope(double observation, int parameter, int label) => Stationary.Slope(
        theta =>
        {
            var (at, deviation) = (parameter == 0 ? theta : observation, parameter == 2 ? theta : Deviation);
            return (
                [.. Means.Select((mean, i) => (-0.5 * Math.Pow((at - (parameter == 1 && i == 0 ? theta : mean)) / deviation, 2)) - Math.Log(deviation))],
                Indicators[label]);
        },
        parameter switch { 0 => observation, 1 => Means[0], _ => Deviation });

    private static void Check(double observation, Scheme scheme, int alternatives, string coupling, Pruning pruning, ChainSettings chain)
    {
        string[] wrt = scheme == Scheme.OneSided ? ["observation"] : ["observation", "means[0]", "deviations"];
        var experiment = PointOf.Mixture(observation, scheme, alternatives, coupling, chain, wrt).With(pruning).Run(20_000);
        for (var parameter = 0; parameter < wrt.Length; parameter++)
        {
            experiment.Agrees(parameter, Exact(observation, parameter, chain, Cases.RuleOf(scheme)), $"observation {observation}, {chain.Draws} draws, {pruning}");
        }
    }

    private static ExactMoments Exact(double observation, int parameter, ChainSettings chain, TieRule rule, double[,]? proposal = null)
    {
        var logDensity = Means.Select(mean => (-0.5 * Math.Pow((observation - mean) / Deviation, 2)) - Math.Log(Deviation)).ToArray();
        var score = Means.Select((mean, label) => parameter switch
        {
            0 => (mean - observation) / (Deviation * Deviation),
            1 => label == 0 ? (observation - mean) / (Deviation * Deviation) : 0,
            _ => (Math.Pow(observation - mean, 2) / Math.Pow(Deviation, 3)) - (1 / Deviation),
        }).ToArray();
        return new LabelChain(proposal ?? OneOfTheOthers, logDensity, score, rule).Average(0, chain.Warmup, chain.Draws, chain.Thin, Indicators);
    }
}
