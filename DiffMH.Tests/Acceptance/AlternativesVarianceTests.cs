using DiffMH.Engine.Runs;
using DiffMH.Tests.Models;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Acceptance;

/// <summary>What more alternatives gain, and cost, for the step of a random walk on N(0, 1) at σ = 2.38.</summary>
public sealed class AlternativesVarianceTests
{
    private const int Runs = 5000;
    private const int Warmup = 50;
    private const int Draws = 2000;

    private static readonly int[] Alternatives = [1, 2, 4, 8];

    [Fact]
    public void Four_alternatives_scatter_less_than_one_for_the_same_number_of_evaluations()
    {
        var sweep = SweepOf.Freeze(
            $$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "alternatives", "seed": {{TestSeed.Base}}, "mode": "gradient",
              "model": { "plugin": "DiffMH.Plugins.Tuning", "name": "gaussian", "parameters": { "deviations": [1] } },
              "proposal": { "name": "random-walk", "scale": 2.38 }, "coupling": "reflection", "estimator": { "wrt": ["proposal.scale"] },
              "chain": { "chains": 1, "warmup": {{Warmup}}, "draws": {{Draws}}, "start": "fixed" }, "objective": { "evaluate": "lag1_autocovariance" },
              "design": { "cross": [ { "estimator.alternatives": [{{string.Join(", ", Alternatives)}}] } ] }, "replicates": { "count": {{Runs}} }
            }
            """,
            BuiltPlugins.Catalogue);
        var squares = PlainRun.Of(sweep).Select(point => SquaredDeviations([.. Enumerable.Range(0, Runs).Select(row => point.Trace.Single().Row(row)[3])])).ToArray();
        var evaluations = sweep.Points.Select(point =>
        {
            var model = BuiltPlugins.Catalogue.Bind(point);
            return (double)model.CreateKernel().Run(new BatchTask(ChainPass.At(0), [new ReplicateSlice(0, 0, 1, model.Theta.Initial)], null), new Unlimited()).Evaluations / (Warmup + Draws);
        }).ToArray();
        // Measured: the variance falls to 0.70, 0.60 and 0.60, evaluations grow from 2.2 a step to 2.5, 2.8 and 3.0; their product is least at M = 4,
        // three quarters of that of M = 1. What is left is the scatter of the chain itself, which no number of alternatives takes away.
        TestContext.Current.SendDiagnosticMessage(string.Join("; ", Alternatives.Select((m, i) => $"M = {m}: variance {squares[i].Average() / squares[0].Average():F3}, evaluations a step {evaluations[i]:F2}")));
        Below(squares[1], squares[0], "variance of M = 2 against M = 1");
        Below(squares[2], squares[0], "variance of M = 4 against M = 1");
        Below(Times(squares[2], evaluations[2]), Times(squares[0], evaluations[0]), "variance x evaluations of M = 4 against M = 1");
        Assert.True(squares[3].Average() > 0.9 * squares[2].Average(), "M = 8 gains little more");
    }

    private static double[] Times(double[] values, double factor) => [.. values.Select(value => value * factor)];

    /// <summary>The primal chains are the same, so squared deviations are compared in pairs.</summary>
    private static void Below(double[] less, double[] more, string what)
    {
        var (gain, error) = Statistically.Mean([.. more.Zip(less, (a, b) => a - b)]);
        Assert.True(gain > Statistically.Limit * error, $"{what}: {less.Average():R} against {more.Average():R}, lower by {gain:R} with error {error:R} (seed {TestSeed.Base})");
    }

    private static double[] SquaredDeviations(double[] values)
    {
        var mean = values.Average();
        return [.. values.Select(value => (value - mean) * (value - mean))];
    }
}
