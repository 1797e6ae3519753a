using DiffMH.Tests.Support;

namespace DiffMH.Tests.Acceptance;

/// <summary>
/// How much the gradient of one chain scatters with each pruning. Keeping all alternatives scatters least and costs the more the longer
/// they live; among those that keep M, the norm of the weight mostly beats the count of wins, and not always.
/// </summary>
public sealed class PruningVarianceTests
{
    private const int Weight = 0;
    private const int Uniform = 1;
    private const int None = 2;

    [Theory]
    [InlineData(-6, None, Weight, Uniform)]
    [InlineData(8, None, Weight, Uniform)]
    [InlineData(4, None, Uniform, Weight)]
    public void The_entropy_of_a_label_has_a_gradient_that_scatters_in_this_order(double observation, int least, int middle, int most)
    {
        var gradients = Gradients(
            $$"""
              "model": { "plugin": "DiffMH.Plugins.Mixture", "name": "mixture-label", "parameters": { "observation": {{observation:R}}, "means": [-2.5, 2, 5], "deviations": 4 } },
              "proposal": "other-label", "coupling": "residual", "estimator": { "wrt": ["observation"] },
              "chain": { "chains": 1, "warmup": 0, "draws": 200, "start": "first" }, "objective": { "evaluate": "entropy" }, "replicates": { "count": 40000 }
            """);
        Below(gradients[least], gradients[middle]);
        Below(gradients[middle], gradients[most]);
    }

    [Fact]
    public void The_energy_of_an_Ising_model_has_a_slope_that_scatters_least_when_all_alternatives_are_kept()
    {
        // Hot, where tails are light enough for variances to be compared; below T = 3 single excursions make them.
        var gradients = Gradients(
            """
              "model": { "plugin": "DiffMH.Plugins.Ising", "name": "ising-2d", "parameters": { "L": 6, "T": 6.0 } },
              "proposal": "uniform-spin", "coupling": "same-value", "estimator": { "wrt": ["T"], "alternatives": 8 },
              "chain": { "chains": 1, "warmup": 20, "draws": 200, "start": "cold" }, "objective": { "evaluate": "energy" }, "replicates": { "count": 1000 }
            """);
        Below(gradients[None], gradients[Weight]);
        Below(gradients[None], gradients[Uniform]);
    }

    /// <summary>The primal chains are the same, so squared deviations are compared in pairs.</summary>
    private static void Below(double[] less, double[] more)
    {
        var (low, high) = (SquaredDeviations(less), SquaredDeviations(more));
        var (gain, error) = Statistically.Mean([.. high.Zip(low, (a, b) => a - b)]);
        Assert.True(gain > Statistically.Limit * error, $"variance {low.Average():R} against {high.Average():R}, lower by {gain:R} with error {error:R} (seed {TestSeed.Base})");
    }

    private static double[] SquaredDeviations(double[] values)
    {
        var mean = values.Average();
        return [.. values.Select(value => (value - mean) * (value - mean))];
    }

    private static double[][] Gradients(string sections)
    {
        var outcomes = PlainRun.Of($$"""{ "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "prunings", "seed": {{TestSeed.Base}}, "mode": "gradient", {{sections}}, "design": { "cross": [ { "estimator.pruning": ["weight", "uniform", "none"] } ] } }""");
        return [.. outcomes.Select(point => Enumerable.Range(0, point.Result.Replicates).Select(row => point.Trace.Single().Row(row)[3]).ToArray())];
    }
}
