using DiffMH.Client.Sweeps;
using DiffMH.Tests.Models;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Acceptance;

/// <summary>N(θ, 1) in one and more dimensions: ∂E[xᵢ]/∂θⱼ = 1 where i = j, else 0, and ∂E[xᵢ²]/∂θᵢ = 2θᵢ, all of θ carried by one set of alternatives.</summary>
public sealed class GaussianTests
{
    private const int Chains = 16;
    private const int Replicates = 4;
    private const int Draws = 20_000;

    [Theory]
    [InlineData(1, "symmetric", 1, "reflection", "weight")]
    [InlineData(1, "symmetric", 8, "reflection", "weight")]
    [InlineData(1, "accept", 1, "reflection", "weight")]
    [InlineData(1, "accept", 2, "reflection", "uniform")]
    [InlineData(1, "symmetric", 1, "reflection", "none")]
    [InlineData(2, "symmetric", 1, "reflection", "weight")]
    [InlineData(2, "accept", 8, "reflection", "weight")]
    [InlineData(5, "symmetric", 8, "reflection", "weight")]
    [InlineData(5, "symmetric", 2, "reflection", "weight")]
    public void Gradients_of_the_moments_are_those_of_the_density(int dimension, string scheme, int alternatives, string coupling, string pruning)
    {
        var theta = Theta(dimension);
        var estimator = $$"""{ "scheme": "{{scheme}}", "pruning": "{{pruning}}", "alternatives": {{alternatives}}, "wrt": ["theta"] }""";
        foreach (var (objective, exact) in new[] { ("x[0]", 1.0), ("x[0]^2", 2 * theta[0]) })
        {
            var result = Sweep(theta, estimator, coupling, objective, Replicates, Chains, Draws).Result;
            Statistically.Agrees(objective == "x[0]" ? theta[0] : 1 + (theta[0] * theta[0]), result.Objective!, objective, Chains * Replicates);
            Statistically.Agrees(exact, result.Gradient[0], $"d {objective} / d theta[0]", Chains * Replicates);
            Statistically.Differs(0.5 * exact, result.Gradient[0], "half of it", Chains * Replicates);
            Statistically.Differs(-exact, result.Gradient[0], "its sign", Chains * Replicates);
            Assert.All(result.Gradient.Skip(1), other => Statistically.Agrees(0, other, $"d {objective} / d {other.Name}", Chains * Replicates));
        }
    }

    [Fact]
    public void Coordinates_may_have_steps_and_widths_of_their_own()
    {
        foreach (var (objective, index, exact) in new[] { ("x[0]", 0, 1.0), ("x[1]^2", 1, 2 * 0.25) })
        {
            var result = Sweep(Theta(2), """{ "alternatives": 4, "wrt": ["theta"] }""", "reflection", objective, Replicates, Chains, Draws, deviations: "[0.5, 2]", scale: "[0.9, 3.1]").Result;
            Statistically.Agrees(objective == "x[0]" ? 0.5 : 4 + (0.25 * 0.25), result.Objective!, objective, Chains * Replicates);
            Statistically.Agrees(exact, result.Gradient[index], $"d {objective} / d theta[{index}]", Chains * Replicates);
            Statistically.Differs(-exact, result.Gradient[index], "its sign", Chains * Replicates);
            Statistically.Agrees(0, result.Gradient[1 - index], "the other coordinate", Chains * Replicates);
        }
    }

    [Fact]
    public void In_one_dimension_an_error_of_five_per_cent_is_seen()
    {
        var result = Sweep(Theta(1), """{ "alternatives": 8, "wrt": ["theta"] }""", "reflection", "x[0]", Replicates, Chains, Draws).Result;
        Statistically.Agrees(1, result.Gradient[0], "d x / d theta", Chains * Replicates);
        Statistically.Differs(0.95, result.Gradient[0], "five per cent", Chains * Replicates);
    }

    /// <summary>
    /// <c>one-sided</c> has infinite variance on continuous targets, <c>symmetric</c> has not. What 3,000 runs of 20,000 steps show of the former is
    /// a bulk that hardly depends on the seed, and single large weights that come on top: 3.7 to 6.6 times the variance of <c>symmetric</c> at
    /// eleven of twelve seeds, 19 times at the twelfth. No factor above the bulk's holds at every seed, so it is the bulk that is asserted.
    /// </summary>
    [Fact]
    public void The_symmetric_scheme_has_less_than_a_third_of_the_variance_of_the_one_sided_in_the_shipped_sweep()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "sweeps", "gaussian-mean.yaml"));
        var sweep = SweepLoader.Load("gaussian-mean.yaml", text, [$"seed={TestSeed.Base}"], BuiltPlugins.Catalogue).Sweep!;
        Assert.All(sweep.Points, point => Assert.Equal((1, 20_000, 3000), (point.Chain.Chains, point.Chain.Draws, point.Replicates)));
        double[] variances = [.. PlainRun.Of(sweep).Select(point => Variance(point.Trace.Single(), sweep.Points[0].Chain.Draws))];
        var (symmetric, oneSided) = (variances[0], variances[1]);
        TestContext.Current.SendDiagnosticMessage($"variance x steps: symmetric {symmetric:0.00}, one-sided {oneSided:0.00}, ratio {oneSided / symmetric:0.00}");
        Assert.True(symmetric < oneSided / 3, $"symmetric {symmetric}, one-sided {oneSided} (seed {TestSeed.Base})");
        Assert.InRange(symmetric, 15, 20.5);   // 16.5 to 18.5 as computed by this and by another program, each with a relative error of sqrt(2 / 3000), 2.6 %
    }

    [Fact]
    public void Primal_chains_are_the_same_whatever_watches_them()
    {
        var expected = Sweep(Theta(2), """{ "wrt": ["theta"] }""", "reflection", "x[0]", 1, 2, 500).Result.Moments;
        foreach (var coupling in new[] { "reflection", "common-noise", "independent" })
        {
            foreach (var scheme in new[] { "symmetric", "accept", "reject" })
            {
                var moments = Sweep(Theta(2), $$"""{ "scheme": "{{scheme}}", "alternatives": 3, "wrt": ["theta"] }""", coupling, "x[0]", 1, 2, 500).Result.Moments;
                Assert.Equal(expected.Select(moment => moment.Value), moments.Select(moment => moment.Value));
            }
        }
    }

    /// <summary>The variance of the gradients of single runs, times their steps.</summary>
    private static double Variance(TraceBlock trace, int steps)
    {
        double[] gradients = [.. Enumerable.Range(0, trace.Rows).Select(row => trace.Row(row)[3])];
        var mean = gradients.Average();
        return steps * gradients.Sum(gradient => (gradient - mean) * (gradient - mean)) / (gradients.Length - 1);
    }

    private static double[] Theta(int dimension) => [.. Enumerable.Range(0, dimension).Select(i => 0.5 - (0.25 * i))];

    private static DiffMH.Engine.Runs.LocalPointOutcome Sweep(double[] theta, string estimator, string coupling, string objective, int replicates, int chains, int draws, string deviations = "1.0", string? scale = null) => PlainRun.Of(
        $$"""
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "gaussian", "seed": {{TestSeed.Base}}, "mode": "gradient",
          "model": { "plugin": "DiffMH.Plugins.Gaussian", "name": "gaussian", "parameters": { "theta": [{{string.Join(", ", theta)}}], "deviations": {{deviations}} } },
          "proposal": { "name": "random-walk", "scale": {{scale ?? $"{2.38 / Math.Sqrt(theta.Length):R}"}} }, "coupling": "{{coupling}}",
          "estimator": {{estimator}},
          "chain": { "chains": {{chains}}, "warmup": 100, "draws": {{draws}}, "start": "origin" },
          "objective": { "evaluate": "{{objective}}" },
          "replicates": { "count": {{replicates}} }
        }
        """).Single();
}
