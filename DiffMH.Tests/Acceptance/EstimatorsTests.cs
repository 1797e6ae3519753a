using DiffMH.Engine.Runs;
using DiffMH.Tests.Kernels;
using DiffMH.Tests.Models;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Acceptance;

/// <summary>All estimators side by side in one sweep: the same primal chains, and the same bits however the work is divided.</summary>
public sealed class EstimatorsTests
{
    private const string Label = """{ "plugin": "DiffMH.Plugins.Mixture", "name": "mixture-label", "parameters": { "observation": 0.4, "means": [-2.5, 2, 5], "deviations": 4 } }""";
    private const string Lattice = """{ "plugin": "DiffMH.Plugins.Ising", "name": "ising-2d", "parameters": { "L": 4, "T": 2.5, "h": 0.3 } }""";
    private const string Line = """{ "plugin": "DiffMH.Plugins.Gaussian", "name": "gaussian", "parameters": { "theta": 0.5, "deviations": 1.5 } }, "proposal": { "name": "random-walk", "scale": 3 }""";

    [Theory]
    [InlineData(Label, "observation", "uniform", "entropy")]
    [InlineData(Lattice, "T", "hot", "specific_heat")]
    [InlineData(Line, "deviations", "origin", "x[0]^2")]
    public void They_watch_the_same_chains(string model, string wrt, string start, string objective)
    {
        var results = PlainRun.Of(Evaluation(model, wrt, start, objective)).Select(point => point.Result).ToArray();
        Assert.Equal(5, results.Length);
        foreach (var other in results.Skip(1))
        {
            Assert.Equal(results[0].Moments, other.Moments);
            Assert.Equal(results[0].Objective, other.Objective);
            Assert.Equal(results[0].Diagnostics!.Observables.AsEnumerable(), other.Diagnostics!.Observables);
            Assert.Equal(results[0].Diagnostics!.Acceptance, other.Diagnostics!.Acceptance);

            Assert.Equal(other.Point is 2 or 3, double.IsFinite(other.Diagnostics!.LargestShare));   // of the two that sum over chains

            // All estimate the derivative of chains that have forgotten their start; as they share chains, the sum of errors bounds that of the difference.
            var (a, b) = (results[0].Gradient[0], other.Gradient[0]);
            Assert.NotEqual(a.Value, b.Value);
            Statistically.Agrees(a.Value, (b.Value, a.Error + b.Error), $"gradient of {objective}");
        }
    }

    [Theory]
    [InlineData(Label, "observation", "uniform", "entropy")]
    [InlineData(Lattice, "T", "hot", "specific_heat")]
    public void No_division_of_the_work_changes_a_bit(string model, string wrt, string start, string objective)
    {
        foreach (var document in (string[])[Evaluation(model, wrt, start, objective), Optimization(model, wrt, start, objective)])
        {
            var points = SweepOf.Freeze(document, BuiltPlugins.Catalogue).Points.Select(point => LocalPoint.Of(BuiltPlugins.Catalogue.Bind(point))).ToArray();
            var whole = LocalRun.Run(points);
            Assert.All(whole.Points, point => Assert.Equal(RunState.Completed, point.Result.State));
            Assert.Equal(whole.Digest, LocalRun.Run(points, groupsPerBatch: 1).Digest);
            Assert.Equal(whole.Digest, LocalRun.Run(points, groupsPerBatch: 7, new Impatient()).Digest);
        }
    }

    [Theory]
    [InlineData("score", 0.5)]
    [InlineData("score-plain", 0.2)]
    [InlineData("finite-difference", 0.5)]
    public void On_real_vectors_they_give_the_derivative_of_a_scale(string method, double wrongShare)
    {
        // E[x²] = θ² + σ², and ∂log r vanishes on r = 1, so that the variance is finite; 30 steps forget the start.
        const double Exact = 2 * 1.5;
        var step = method == "finite-difference" ? "\"step\": 0.05, " : "";
        var result = PlainRun.Of($$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "scale", "seed": {{TestSeed.Base}}, "mode": "gradient", "model": {{Line}},
              "estimator": { "method": "{{method}}", {{step}}"wrt": ["deviations"] }, "chain": { "chains": 16, "warmup": 30, "draws": 10, "start": "origin" },
              "objective": { "evaluate": "x[0]^2" }, "replicates": { "count": 1024 }
            }
            """).Single().Result;
        Statistically.Agrees(Exact, result.Gradient[0], method, 16 * 1024);
        Statistically.Differs(wrongShare * Exact, result.Gradient[0], $"{wrongShare} of it", 16 * 1024);
        Statistically.Differs(-Exact, result.Gradient[0], "sign", 16 * 1024);
    }

    [Theory]
    [InlineData("score")]
    [InlineData("score-plain")]
    [InlineData("finite-difference")]
    public void An_optimiser_follows_each_to_the_most_ambiguous_observation(string method)
    {
        var step = method == "finite-difference" ? "\"step\": 0.5, " : "";
        var observation = PlainRun.Of($$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "ambiguity", "seed": {{TestSeed.Base}}, "mode": "optimize", "model": {{Label}},
              "estimator": { "method": "{{method}}", {{step}}"wrt": ["observation"] }, "chain": { "chains": 16, "warmup": 20, "draws": 200 },
              "objective": { "maximize": "entropy" },
              "optimizer": { "learning_rate": 0.1, "iterations": 300, "tail_average": 150, "bounds": { "observation": [-14, 14] } }, "replicates": { "count": 32 }
            }
            """).Single().Result.Parameters[0];

        // Exact: 1.06608; chains of 200 draws and differences of 0.5 have their optimum within 0.05 of it.
        Assert.True(Math.Abs(observation.Value - 1.06608) <= 0.05 + (4 * observation.Error), $"observation {observation}");
        Assert.InRange(observation.Error, double.Epsilon, 0.2);
    }

    [Fact]
    public void Two_chains_give_a_score_without_error_and_three_one_with()
    {
        Assert.Equal((true, false), (double.IsNaN(Gradient(2).Error), double.IsNaN(Gradient(2).Value)));
        Assert.Equal((false, false), (double.IsNaN(Gradient(3).Error), double.IsNaN(Gradient(3).Value)));

        static Estimate Gradient(int replicates) => PlainRun.Of($$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "few", "seed": {{TestSeed.Base}}, "mode": "gradient", "model": {{Label}},
              "estimator": { "method": "score", "wrt": ["observation"] }, "chain": { "chains": 1, "draws": 50 },
              "objective": { "evaluate": "entropy" }, "replicates": { "count": {{replicates}} }
            }
            """).Single().Result.Gradient[0];
    }

    [Fact]
    public void A_kink_fails_the_point_and_says_so()
    {
        var result = PlainRun.Of($$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "kink", "seed": {{TestSeed.Base}}, "mode": "gradient",
              "model": { "plugin": "DiffMH.Plugins.Ising", "name": "ising-2d", "parameters": { "L": 4, "T": 2.5 } },
              "estimator": { "method": "score", "wrt": ["h"] }, "chain": { "chains": 4, "draws": 50 },
              "objective": { "evaluate": "magnetization" }, "replicates": { "count": 2 }
            }
            """).Single().Result;
        Assert.Equal(RunState.Failed, result.State);
        Assert.Contains("came to a tie", result.Failure!.Message, StringComparison.Ordinal);
        Assert.Contains("Use estimator.method dmh", result.Failure.Message, StringComparison.Ordinal);
    }

    private static string Evaluation(string model, string wrt, string start, string objective) => $$"""
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "all", "seed": {{TestSeed.Base}}, "mode": "gradient", "model": {{model}},
          "estimator": { "alternatives": 4, "step": 0.05, "wrt": ["{{wrt}}"] }, "chain": { "chains": 16, "warmup": 20, "draws": 60, "start": "{{start}}" },
          "objective": { "evaluate": "{{objective}}" }, "replicates": { "count": 32 },
          "design": { "cross": [ { "estimator.method": ["dmh", "covariance", "score", "score-plain", "finite-difference"] } ] }
        }
        """;

    private static string Optimization(string model, string wrt, string start, string objective) => $$"""
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "all", "seed": {{TestSeed.Base}}, "mode": "optimize", "model": {{model}},
          "estimator": { "step": 0.05, "wrt": ["{{wrt}}"] }, "chain": { "chains": 5, "warmup": 5, "draws": 20, "start": "{{start}}" },
          "objective": { "maximize": "{{objective}}" }, "replicates": { "count": 3 },
          "optimizer": { "learning_rate": 0.01, "iterations": 4, "bounds": { "{{wrt}}": [0.1, 10] } },
          "design": { "cross": [ { "estimator.method": ["covariance", "score", "score-plain", "finite-difference"] } ] }
        }
        """;
}
