using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Silo.Grains;
using DiffMH.Silo.Grains.Stored;

namespace DiffMH.Silo.Storage;

/// <summary>How much a point takes of a SQLite store once it has ended: one short pass is run, and rows of the sizes that follow are stored in memory.</summary>
/// <remarks>The sizes come from the forms themselves, the waste of SQLite's pages from SQLite.</remarks>
public static class StoreEstimate
{
    /// <summary>Copies that are stored, so that a page more or less does not count.</summary>
    private const int Copies = 64;

    /// <summary>Above this, in bytes, pages waste nothing worth trying.</summary>
    private const long WithoutWaste = 1 << 18;

    /// <summary>What the serializer adds to the bytes of a <see cref="StoredPoint"/>, a <see cref="StoredTrace"/> and a <see cref="StoredGradient"/>.</summary>
    private const int Wrapping = 48;

    /// <summary>What a row of a trace takes beside its numbers: iteration and replicate, of variable length.</summary>
    private const int RowKey = 3;

    /// <summary>What a point takes in the stored sweep beside its texts.</summary>
    private const int Specification = 100;

    /// <summary>Bytes for one point, without data files, which a store has once.</summary>
    /// <param name="point">The point.</param>
    /// <param name="catalogue">Its model.</param>
    /// <exception cref="Exception">What the plugin's code throws.</exception>
    public static double BytesOf(PointSpec point, ModelCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(catalogue);
        var (one, two) = (StateBytes(point, 1, catalogue), StateBytes(point, 2, catalogue));
        long[] rows = [.. GradientBytes(point, catalogue), .. TraceBytes(point), one + ((two - one) * (point.Replicates - 1)) + Wrapping];
        var all = rows.Sum();
        return Specification + TextBytes(point) + (all > WithoutWaste ? all : Stored(rows));
    }

    /// <summary>Bytes of a state with so many replicates, after a pass as short as can be.</summary>
    private static long StateBytes(PointSpec point, int replicates, ModelCatalogue catalogue)
    {
        var brief = point with { Replicates = replicates, Chain = point.Chain with { Chains = Math.Min(2, point.Chain.Chains), Warmup = 0, Draws = 4, Thin = 1 } };
        var model = catalogue.Bind(brief);
        var run = new PointRun(PointProblem.Of(model));
        var outcome = model.CreateKernel().Run(new(run.Pass, run.Slices, null), new Unlimited());
        run.Complete(outcome.Sums.Values);
        return run.State.ToBytes().Length;
    }

    /// <summary>Bytes of the chunks of the trace.</summary>
    private static IEnumerable<long> TraceBytes(PointSpec point)
    {
        var thin = point.Output?.TraceThin ?? 1;
        var iterations = point.Optimizer is { } optimizer ? ((optimizer.Iterations + thin - 1) / thin) + 1 : 1;
        var bytes = (long)point.Replicates * (RowKey + ((2 + (3 * point.Estimator.Wrt.Length)) * sizeof(double)));
        for (var left = iterations; left > 0; left -= TraceBlock.ChunkIterations)
        {
            yield return (Math.Min(left, TraceBlock.ChunkIterations) * bytes) + Wrapping;
        }
    }

    /// <summary>Bytes of the segments of all replicates' gradients in all components.</summary>
    private static IEnumerable<long> GradientBytes(PointSpec point, ModelCatalogue catalogue)
    {
        var components = point.Estimator.EveryComponent ? catalogue.Bind(point).Wrt.Length : 0;
        for (var replicate = 0; replicate < point.Replicates; replicate++)
        {
            for (var left = components; left > 0; left -= GradientSegment.MostNumbers)
            {
                yield return (Math.Min(left, GradientSegment.MostNumbers) * sizeof(double)) + Wrapping;
            }
        }
    }

    private static int TextBytes(PointSpec point) =>
        point.Identity.Length + point.StreamKey.Length + point.Settings.Length + point.ModelSettings.Length + point.ProposalSettings.Length
        + point.Model.Length + point.Proposal.Length + point.Coupling.Length + point.Objective.Name.Length + (point.Objective.Expression?.Length ?? 0) + point.Chain.Start.Length;

    private static double Stored(long[] rows)
    {
        using var store = SqliteStore.InMemory();
        var before = store.Bytes;
        for (var copy = 0; copy < Copies; copy++)
        {
            var owner = $"aggregator/{PointKey.Aggregator(new string('0', 16), 1000 + copy)}";
            for (var row = 0; row < rows.Length; row++)
            {
                var name = row == rows.Length - 1 ? StoredPoint.Name : OpenChunk.NameOf(row);
                store.Write(owner, name, expected: null, new byte[rows[row]]);
            }
        }

        return (store.Bytes - before) / (double)Copies;
    }
}
