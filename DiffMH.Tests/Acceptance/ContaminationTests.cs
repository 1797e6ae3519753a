using DiffMH.Client.Sweeps;
using DiffMH.Engine.Sweeps;
using DiffMH.Tests.Models;
using DiffMH.Tests.Support;
using DiffMH.Tests.Sweeps;

namespace DiffMH.Tests.Acceptance;

/// <summary>A support that moves with its parameter: what no chain sees, its alternatives see.</summary>
public sealed class ContaminationTests
{
    private const int Chains = 16;
    private const int Replicates = 4;

    [Theory]
    [InlineData(1, 1e-6)]
    [InlineData(1, 0.01)]
    [InlineData(1, 0.2)]
    [InlineData(1, 0.5)]   // where ball and ring are alike, every decision is a tie
    [InlineData(1, 0.9)]
    [InlineData(2, 1e-6)]
    [InlineData(2, 0.01)]
    [InlineData(2, 0.2)]
    [InlineData(3, 0.01)]
    public void The_derivative_in_the_share_is_exact_however_small_the_share(int dimension, double t)
    {
        var exact = Slope(dimension, t);
        var result = Run(dimension, t, """{ "alternatives": 8, "wrt": ["t"] }""");
        Statistically.Agrees(Mean(dimension, t), result.Objective!, "E|x|^2", Chains * Replicates);
        Statistically.Agrees(exact, result.Gradient[0], "d E|x|^2 / dt", Chains * Replicates);
        Statistically.Differs(0.7 * exact, result.Gradient[0], "three tenths less", Chains * Replicates);
        Statistically.Differs(-exact, result.Gradient[0], "its sign", Chains * Replicates);
    }

    /// <summary>The published formulas, and with them the general one.</summary>
    [Fact]
    public void On_a_line_and_in_a_plane_the_exact_derivative_is_the_published_one()
    {
        foreach (var t in (double[])[1e-6, 0.01, 0.2])
        {
            Assert.Equal(32 / Math.Pow(1 + t, 2), Slope(1, t), 1e-12);
            Assert.Equal(264 / Math.Pow(1 + (15 * t), 2), Slope(2, t), 1e-10);
            Assert.Equal((Mean(3, t + 1e-7) - Mean(3, t - 1e-7)) / 2e-7, Slope(3, t), 1e-2);
        }
    }

    [Theory]
    [InlineData("symmetric")]
    [InlineData("one-sided")]
    [InlineData("reject")]
    public void Schemes_that_follow_rejected_suggestions_see_a_ring_that_no_chain_visits(string scheme)
    {
        var result = Run(1, 1e-6, $$"""{ "scheme": "{{scheme}}", "wrt": ["t"] }""");
        Statistically.Agrees(Slope(1, 1e-6), result.Gradient[0], scheme, Chains * Replicates);
        Statistically.Differs(0.8 * Slope(1, 1e-6), result.Gradient[0], "a fifth less", Chains * Replicates);
    }

    [Theory]
    [InlineData("""{ "scheme": "accept", "wrt": ["t"] }""")]
    [InlineData("""{ "method": "covariance", "wrt": ["t"] }""")]
    public void What_looks_only_at_the_path_taken_sees_nothing_and_is_sure_of_it(string estimator)
    {
        var result = Run(1, 1e-12, estimator);
        Assert.Equal((0, 0), (result.Gradient[0].Value, result.Gradient[0].Error));
    }

    [Theory]
    [InlineData("covariance", 1)]
    [InlineData("covariance", 2)]
    public void Where_chains_visit_the_ring_often_the_covariance_identity_sees_it_too(string method, int dimension)
    {
        var result = Run(dimension, 0.2, $$"""{ "method": "{{method}}", "wrt": ["t"] }""");
        Statistically.Agrees(Slope(dimension, 0.2), result.Gradient[0], method, Chains * Replicates);
        Statistically.Differs(0.8 * Slope(dimension, 0.2), result.Gradient[0], "a fifth less", Chains * Replicates);
    }

    [Fact]
    public void The_shipped_sweep_shows_the_published_numbers()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "sweeps", "contamination.yaml"));
        var sweep = SweepLoader.Load("contamination.yaml", text, [$"seed={TestSeed.Base}"], BuiltPlugins.Catalogue).Sweep!;
        var outcomes = PlainRun.Of(sweep).Zip(sweep.Points).Where(pair => pair.Second.Estimator.Method == EstimatorMethod.Dmh).Select(pair => pair.First.Result);
        var cases = from dimension in new[] { 1, 2 } from t in new[] { 1e-6, 0.01, 0.2 } select (dimension, t);
        foreach (var ((dimension, t), result) in cases.Zip(outcomes))
        {
            Statistically.Agrees(Slope(dimension, t), result.Gradient[0], $"d = {dimension}, t = {t}");
            Statistically.Differs(0.8 * Slope(dimension, t), result.Gradient[0], "a fifth less");
        }
    }

    [Theory]
    [InlineData("""{ "method": "covariance", "wrt": ["t"] }""", "estimator.method is covariance on a density that jumps")]
    [InlineData("""{ "scheme": "accept", "wrt": ["t"] }""", "estimator.scheme is accept on a density that jumps")]
    [InlineData("""{ "wrt": ["t"] }""", null)]
    public void What_may_see_nothing_is_warned_about(string estimator, string? warning)
    {
        var plan = SweepPlan.Of(Silo.SweepOf.Freeze(Document(1, 0.3, estimator), BuiltPlugins.Catalogue), BuiltPlugins.Catalogue);
        Assert.Equal(warning is null ? 0 : 1, plan.Warnings.Length);
        Assert.All(plan.Warnings, found => Assert.StartsWith(warning!, found, StringComparison.Ordinal));
    }

    /// <summary>At 1 there is no ball for chains to begin in, and the optimiser would project onto a closed interval.</summary>
    [Theory]
    [InlineData("bounds: { t: [1.0e-6, null] }", "missing upper bound 'optimizer.bounds.t': t must stay below 1")]
    [InlineData("bounds: { t: [1.0e-6, null] }, transform: { t: log }", "missing upper bound 'optimizer.bounds.t'")]
    [InlineData("bounds: { t: [1.0e-6, 1] }", "optimizer.bounds.t")]
    [InlineData("bounds: { t: [1.0e-6, 0.99] }", null)]
    [InlineData("transform: { t: logit }", null)]
    [InlineData("bounds: { t: [1.0e-6, null] }, transform: { t: logit }", null)]
    public void The_optimiser_stays_below_a_share_of_1(string optimizer, string? message)
    {
        var text = Optimising(optimizer);
        var read = SweepLoader.Load("f.yaml", text, [], BuiltPlugins.Catalogue);
        Assert.Equal(message is null, read.Sweep is not null);
        Assert.All(read.Errors, error => Assert.Contains(message!, error, StringComparison.Ordinal));
        Assert.Equal(message is null, SweepFileSchema.Accepts(SweepFileSchema.Document(text)));
    }

    [Theory]
    [InlineData("\"t\": 0.3", "\"t\": 0", "model.parameters.t", "a finite number above 0 and below 1")]
    [InlineData("\"t\": 0.3", "\"t\": 1", "model.parameters.t", "a finite number above 0 and below 1")]
    [InlineData("\"wrt\": [\"t\"]", "\"wrt\": [\"proposal.scale\"]", "estimator.wrt", "whose density may jump")]
    public void What_would_be_wrong_in_silence_is_refused(string right, string wrong, string path, string message)
    {
        var document = Document(1, 0.3, """{ "wrt": ["t"] }""").Replace(right, wrong, StringComparison.Ordinal);
        var problem = Assert.Single(SweepFreezer.Freeze(System.Text.Json.Nodes.JsonNode.Parse(document)!.AsObject(), BuiltPlugins.Catalogue).Problems);
        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    /// <summary>E|x|² of ball and ring, of volume 1 and A and of ∫|x|² = 1 and B in units of the ball's.</summary>
    private static double Mean(int dimension, double t)
    {
        var (a, b) = (Ring(dimension), Ring(dimension + 2));
        return dimension / (dimension + 2.0) * ((1 - t) + (t * b)) / ((1 - t) + (t * a));
    }

    private static double Slope(int dimension, double t)
    {
        var (a, b) = (Ring(dimension), Ring(dimension + 2));
        return dimension / (dimension + 2.0) * (b - a) / Math.Pow(1 + ((a - 1) * t), 2);
    }

    private static double Ring(int power) => Math.Pow(5, power) - Math.Pow(3, power);

    private static PointResult Run(int dimension, double t, string estimator) => PlainRun.Of(Document(dimension, t, estimator)).Single().Result;

    private static string Optimising(string optimizer) =>
        $$"""
        apiVersion: diffmh/v1
        kind: Sweep
        name: contamination
        seed: 1
        mode: optimize
        model: { plugin: DiffMH.Plugins.Contamination, name: contamination, parameters: { t: 0.3 } }
        proposal: { name: random-walk, scale: 2 }
        estimator: { wrt: t }
        chain: { start: origin }
        objective: { maximize: squared_norm }
        optimizer: { learning_rate: 0.1, iterations: 10, {{optimizer}} }
        """;

    private static string Document(int dimension, double t, string estimator) =>
        $$"""
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "contamination", "seed": {{TestSeed.Base}}, "mode": "gradient",
          "model": { "plugin": "DiffMH.Plugins.Contamination", "name": "contamination", "parameters": { "dimension": {{dimension}}, "t": {{t:R}} } },
          "proposal": { "name": "random-walk", "scale": 2 },
          "estimator": {{estimator}},
          "chain": { "chains": {{Chains}}, "warmup": 1000, "draws": 8000, "start": "origin" },
          "objective": { "evaluate": "squared_norm" },
          "replicates": { "count": {{Replicates}} }
        }
        """;
}
