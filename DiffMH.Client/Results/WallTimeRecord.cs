using System.Text.Json.Nodes;
using DiffMH.Client.Inputs;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Results;

/// <summary>What makes a sweep that its wall time has ended reproducible: how many iterations each point did.</summary>
internal static class WallTimeRecord
{
    /// <summary>Writes them into the lock file, and a sweep file that ends each point there without a clock. Nothing where no wall time was reached.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="sweep">What was asked.</param>
    /// <param name="results">What came out, in the order of the points.</param>
    public static void Write(ResultsFolder folder, FrozenSweep sweep, IReadOnlyList<PointResult> results)
    {
        if (!results.Any(result => result.StoppedBy == StopReason.WallTime))
        {
            return;
        }

        int[] iterations = [.. results.Zip(sweep.Points, (result, point) => result.StoppedBy is null ? MostIterations(point) : result.Iterations)];
        if (folder.ReadLock() is { } held)
        {
            AtomicFile.Write(folder.LockFile, SummaryJson.Write(held with { Iterations = iterations }));
        }

        var document = FrozenText.Document(sweep);
        document["stop"] = new JsonObject { ["iterations"] = new JsonArray([.. iterations.Select(count => JsonValue.Create(count))]) };
        AtomicFile.Write(folder.Replay, $"# {sweep.Name} as its wall time ended it: after these iterations of each point, and without a clock.\n{YamlText.Of(document)}");
    }

    /// <summary>A point that failed on the way fails there again.</summary>
    private static int MostIterations(PointSpec point) => point.Stop?.Iterations ?? point.Optimizer?.Iterations ?? 1;
}
