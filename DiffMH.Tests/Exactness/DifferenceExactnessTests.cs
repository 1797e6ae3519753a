using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Models;
using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Exactness;

/// <summary>Difference quotients against those of the exact expectations of the finite chain, from transition matrices at θ ± h.</summary>
public sealed class DifferenceExactnessTests
{
    private const int Lanes = 40_000;

    private static readonly double[] Means = [-2.5, 2, 5];
    private static readonly double[,] OneOfTheOthers = { { 0, 0.5, 0.5 }, { 0.5, 0, 0.5 }, { 0.5, 0.5, 0 } };
    private static readonly double[][] Indicators = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
    private static readonly ChainSettings Brief = new(1, 2, 10, 1, "first");

    [Theory]
    [InlineData(0.4, 0.25, 0.1)]
    [InlineData(8, 2, 1.5)]
    public void Quotients_of_moments_are_those_of_the_finite_chain(double observation, double step, double ofDeviation)
    {
        var model = PointOf.Mixture(observation, Scheme.Symmetric, 1, "residual", Brief, "observation", "deviations");
        for (var label = 0; label < Means.Length; label++)
        {
            var gradient = Run(model, $"is_{label + 1}", step, ofDeviation).Gradient;
            var inObservation = (Exact(observation + step, 4)[label] - Exact(observation - step, 4)[label]) / (2 * step);
            var inDeviation = (Exact(observation, 4 + ofDeviation)[label] - Exact(observation, 4 - ofDeviation)[label]) / (2 * ofDeviation);
            Statistically.Agrees(inObservation, gradient[0], $"label {label} in the observation", Lanes);
            Statistically.Agrees(inDeviation, gradient[1], $"label {label} in the deviation", Lanes);
            Statistically.Differs(-inObservation, gradient[0], $"sign of label {label}", Lanes);
        }
    }

    [Fact]
    public void With_a_long_step_it_is_the_quotient_and_not_the_derivative()
    {
        var found = Run(PointOf.Mixture(8, Scheme.Symmetric, 1, "residual", Brief, "observation"), "is_1", 6).Gradient[0];
        var (quotient, derivative) = ((Exact(14, 4)[0] - Exact(2, 4)[0]) / 12, (Exact(8.001, 4)[0] - Exact(7.999, 4)[0]) / 0.002);
        Statistically.Agrees(quotient, found, "quotient", Lanes);
        Statistically.Differs(derivative, found, "derivative", Lanes);
        Statistically.Differs((Exact(14, 4)[0] - Exact(8, 4)[0]) / 6, found, "a step to one side", Lanes);
        Statistically.Differs(0.95 * quotient, found, "five per cent", Lanes);
    }

    [Fact]
    public void The_objective_is_taken_of_merged_moments_on_both_sides()
    {
        const double Step = 1.5;
        var gradient = Run(PointOf.Mixture(4, Scheme.Symmetric, 1, "residual", Brief, "observation"), "entropy", Step).Gradient[0];
        var exact = (Entropy(Exact(4 + Step, 4)) - Entropy(Exact(4 - Step, 4))) / (2 * Step);
        Statistically.Agrees(exact, gradient, "entropy", Lanes);
        Statistically.Differs(0.8 * exact, gradient, "twenty per cent", Lanes);
    }

    [Fact]
    public void What_observables_themselves_depend_on_is_in_it_and_ties_do_not_matter()
    {
        // E = −J B − h M depends on J, and at h = 0 flips at zero local field are ties.
        const double Step = 0.2;
        var chain = new ChainSettings(1, 1, 6, 1, "cold");
        var found = Run(PointOf.Ising(3, (2.5, 1, 0), "uniform-spin", "random", "same-value", Scheme.Symmetric, 1, chain, "J", "h"), "energy", Step, Step).Gradient;
        var inExchange = (Energy(1 + Step, 0) - Energy(1 - Step, 0)) / (2 * Step);
        Statistically.Agrees(inExchange, found[0], "energy in J", Lanes);
        Statistically.Agrees((Energy(1, Step) - Energy(1, -Step)) / (2 * Step), found[1], "energy in h", Lanes);
        Statistically.Differs(0.95 * inExchange, found[0], "five per cent of J", Lanes);

        double Energy(double exchange, double field) =>
            new IsingChain(3, 2.5, exchange, field, TieRule.Mean).Average(freshSpin: true, randomOrder: true, chain.Warmup, chain.Draws, 0).Moments[0];
    }

    [Fact]
    public void The_same_streams_on_both_sides_make_it_less_noisy_than_other_ones_would()
    {
        const double Step = 0.05;
        var result = Run(PointOf.Mixture(0.4, Scheme.Symmetric, 1, "residual", Brief, "observation"), "is_1", Step);
        var ofOthers = Math.Sqrt(2) * result.Moments[0].Error / (2 * Step);
        Assert.True(result.Gradient[0].Error < 0.5 * ofOthers, $"error {result.Gradient[0].Error}, with other streams {ofOthers}");
    }

    private static PointResult Run(PointModel model, string objective, params double[] steps)
    {
        var estimator = model.Spec.Estimator with { Method = EstimatorMethod.FiniteDifference, Steps = Vector.Of(steps) };
        var spec = model.Spec with { Estimator = estimator, Replicates = Lanes, Objective = new(objective, ObjectiveGoal.Evaluate) };
        return LocalRun.Run([LocalPoint.Of(BuiltPlugins.Catalogue.Bind(spec))]).Points.Single().Result;
    }

    /// <summary>The average probability of each label over the draws.</summary>
    private static double[] Exact(double observation, double deviation)
    {
        var logDensity = Means.Select(mean => -0.5 * Math.Pow((observation - mean) / deviation, 2)).ToArray();
        return new LabelChain(OneOfTheOthers, logDensity, [0, 0, 0], TieRule.Mean).Average(0, Brief.Warmup, Brief.Draws, Brief.Thin, Indicators).Moments;
    }

    private static double Entropy(double[] probabilities) => -probabilities.Sum(p => p * Math.Log(p));
}
