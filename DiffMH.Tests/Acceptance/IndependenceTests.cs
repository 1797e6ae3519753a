using DiffMH.Tests.Models;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Acceptance;

/// <summary>What a replicate or a point computes does not depend on what else is in the sweep.</summary>
public sealed class IndependenceTests
{
    [Fact]
    public void More_replicates_leave_the_bits_of_the_others_alone()
    {
        var few = Rows(Document("3, 4", replicates: 3));
        var many = Rows(Document("3, 4", replicates: 5));

        Assert.Equal(2 * 3 * 31, few.Count);
        Assert.Equal(2 * 5 * 31, many.Count);
        Assert.All(few, row => Assert.Equal(row.Value, many[row.Key]));
    }

    [Theory]
    [InlineData("3, 4, 5")]
    [InlineData("5, 4, 2, 3")]
    public void More_points_and_another_order_leave_the_bits_of_the_others_alone(string sides)
    {
        var few = Rows(Document("3, 4", replicates: 3));
        var many = Rows(Document(sides, replicates: 3));

        Assert.True(many.Count > few.Count);
        Assert.All(few, row => Assert.Equal(row.Value, many[row.Key]));
    }

    [Fact]
    public void Rows_that_share_a_stream_would_be_seen()
    {
        var rows = Rows(Document("3, 4", replicates: 5));
        var reseeded = Rows(Document("3, 4", replicates: 5, seed: TestSeed.Base + 1));

        // Every pass of every replicate has a stream of its own: no two give the same numbers.
        Assert.Equal(rows.Count, rows.Values.Distinct().Count());
        Assert.All(rows, row => Assert.NotEqual(row.Value, reseeded[row.Key]));
    }

    /// <summary>All rows of the trace, by the point's settings, the pass and the replicate.</summary>
    private static Dictionary<(string Settings, int Pass, int Replicate), Vector> Rows(string document)
    {
        var rows = new Dictionary<(string, int, int), Vector>();
        var sweep = SweepOf.Freeze(document, BuiltPlugins.Catalogue);
        foreach (var (point, outcome) in sweep.Points.Zip(PlainRun.Of(sweep)))
        {
            Assert.Equal(RunState.Completed, outcome.Result.State);
            foreach (var block in outcome.Trace)
            {
                for (var row = 0; row < block.Rows; row++)
                {
                    rows.Add((point.Settings, block.Iterations[row], block.Replicates[row]), Vector.Of(block.Row(row)));
                }
            }
        }

        return rows;
    }

    private static string Document(string sides, int replicates, ulong? seed = null) =>
        $$"""
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "independence", "seed": {{seed ?? TestSeed.Base}}, "mode": "optimize",
          "model": { "plugin": "DiffMH.Plugins.Ising", "name": "ising-2d", "parameters": { "L": 3, "T": 4.0 } },
          "proposal": "uniform-spin", "coupling": "same-value",
          "estimator": { "scheme": "symmetric", "alternatives": 2, "wrt": ["T"] },
          "chain": { "chains": 6, "warmup": 2, "draws": 20, "start": "cold" },
          "objective": { "maximize": "specific_heat" },
          "optimizer": { "name": "adam", "learning_rate": 0.02, "iterations": 30, "tail_average": 10, "bounds": { "T": [0.5, 10] } },
          "design": { "cross": [ { "model.parameters.L": [{{sides}}] } ] },
          "replicates": { "count": {{replicates}} }
        }
        """;
}
