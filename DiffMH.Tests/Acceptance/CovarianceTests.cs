using System.Text.Json.Nodes;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Acceptance;

/// <summary>The estimator <c>covariance</c> in sweeps: beside <c>dmh</c> on the same chains, against exact numbers, in an optimisation.</summary>
public sealed class CovarianceTests
{
    // Side, temperature, replicates of 16 chains, warm-up sweeps, draws.
    [Theory]
    [InlineData(4, 2.269, 16, 500, 1500)]
    [InlineData(8, 2.269, 16, 1000, 3000)]
    [InlineData(12, 2.269, 32, 1000, 3000)]
    [InlineData(12, 4.0, 8, 200, 1000)]
    public void The_slope_of_the_specific_heat_is_that_of_the_finite_lattice(int side, double temperature, int replicates, int warmup, int draws)
    {
        var exact = IsingReference.At(side, temperature);
        var result = new IsingPass(side, temperature, replicates, 16, warmup, draws, Method: "covariance").Run().Result;
        var groups = replicates * 16L;
        Statistically.Agrees(exact.SpecificHeat, result.Objective!, "specific heat", groups);
        Statistically.Agrees(exact.Slope, result.Gradient[0], "slope of the specific heat", groups);
        Statistically.Differs(-exact.Slope, result.Gradient[0], "slope, sign", groups);
        Statistically.Differs(exact.Slope + (2 * exact.SpecificHeat / temperature), result.Gradient[0], "slope without that of 1/T²", groups);
        Assert.True(double.IsNaN(result.Diagnostics!.RecouplingMean) && double.IsNaN(result.Diagnostics.UnrecoupledFraction));
    }

    [Theory]
    [InlineData("""{ "plugin": "DiffMH.Plugins.Ising", "name": "ising-2d", "parameters": { "L": 4, "T": 2.5 } }""", "T", "hot", "specific_heat")]
    [InlineData("""{ "plugin": "DiffMH.Plugins.Mixture", "name": "mixture-label", "parameters": { "observation": 0.4, "means": [-2.5, 2, 5], "deviations": 4 } }""", "observation", "uniform", "entropy")]
    [InlineData("""{ "plugin": "DiffMH.Plugins.Gaussian", "name": "gaussian", "parameters": { "theta": [0.5, -1], "deviations": 1.5 } }, "proposal": { "name": "random-walk", "scale": 2.5 }""", "theta", "origin", "x[0]^2")]
    public void Beside_dmh_it_watches_the_same_chains(string model, string wrt, string start, string objective)
    {
        var points = PlainRun.Of($$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "pairs", "seed": {{TestSeed.Base}}, "mode": "gradient", "model": {{model}},
              "estimator": { "alternatives": 4, "wrt": ["{{wrt}}"] }, "chain": { "chains": 16, "warmup": 50, "draws": 2000, "start": "{{start}}" },
              "objective": { "evaluate": "{{objective}}" }, "replicates": { "count": 4 },
              "design": { "cross": [ { "estimator.method": ["dmh", "covariance"] } ] }
            }
            """).Select(point => point.Result).ToArray();
        var (dmh, covariance) = (points[0], points[1]);
        Assert.Equal(dmh.Moments, covariance.Moments);
        Assert.Equal(dmh.Objective, covariance.Objective);
        Assert.Equal(dmh.Diagnostics!.Observables, covariance.Diagnostics!.Observables);
        for (var i = 0; i < dmh.Gradient.Length; i++)
        {
            // Both estimate the stationary derivative here; as they share chains, the sum of their errors bounds the error of the difference.
            var (a, b) = (dmh.Gradient[i], covariance.Gradient[i]);
            Assert.NotEqual(a.Value, b.Value);
            Statistically.Agrees(a.Value, (b.Value, a.Error + b.Error), $"{a.Name} of {objective}");
        }
    }

    [Fact]
    public void A_Gaussian_has_the_derivatives_of_its_moments()
    {
        var result = PlainRun.Of($$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "gaussian", "seed": {{TestSeed.Base}}, "mode": "gradient",
              "model": { "plugin": "DiffMH.Plugins.Gaussian", "name": "gaussian", "parameters": { "theta": [0.5, -1], "deviations": 1.5 } },
              "proposal": { "name": "random-walk", "scale": 2.5 },
              "estimator": { "method": "covariance", "wrt": ["theta", "deviations"] }, "chain": { "chains": 16, "warmup": 100, "draws": 5000 },
              "objective": { "evaluate": "x[0]^2" }, "replicates": { "count": 32 }
            }
            """).Single().Result;

        // E[x₀²] = θ₀² + σ².
        double[] exact = [2 * 0.5, 0, 2 * 1.5];
        for (var i = 0; i < exact.Length; i++)
        {
            Statistically.Agrees(exact[i], result.Gradient[i], result.Gradient[i].Name, 512);
        }

        Statistically.Differs(0.95 * exact[0], result.Gradient[0], "theta, five per cent", 512);
        Statistically.Differs(0.95 * exact[2], result.Gradient[2], "deviations, five per cent", 512);
    }

    [Fact]
    public void An_optimiser_follows_it_to_the_most_ambiguous_observation()
    {
        var document = JsonNode.Parse($$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "ambiguity", "seed": {{TestSeed.Base}}, "mode": "optimize",
              "model": { "plugin": "DiffMH.Plugins.Mixture", "name": "mixture-label", "parameters": { "observation": 3, "means": [-2.5, 2, 5], "deviations": 4 } },
              "estimator": { "method": "covariance", "wrt": ["observation"] }, "chain": { "chains": 8, "warmup": 50, "draws": 2000 },
              "objective": { "maximize": "entropy" },
              "optimizer": { "learning_rate": 0.1, "iterations": 200, "tail_average": 100, "bounds": { "observation": [-14, 14] } }, "replicates": { "count": 8 }
            }
            """)!.ToJsonString();
        var observation = PlainRun.Of(document).Single().Result.Parameters[0];
        Assert.True(Math.Abs(observation.Value - 1.06608) <= 0.02 + (4 * observation.Error), $"observation {observation}");
        Assert.InRange(observation.Error, double.Epsilon, 0.02);
    }
}
