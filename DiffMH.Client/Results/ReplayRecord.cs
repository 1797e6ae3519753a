using System.Text.Json.Nodes;
using DiffMH.Client.Inputs;
using DiffMH.Client.Results.Document;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Client.Results;

/// <summary>What a sweep depended on beside its file: how many iterations each point did where its wall time has ended it, and what pilots chose.</summary>
internal static class ReplayRecord
{
    /// <summary>Writes the iterations into the lock file, and a sweep file that asks neither a clock nor a pilot. Nothing where none was asked.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="sweep">What was asked.</param>
    /// <param name="results">What came out, in the order of the points.</param>
    public static void Write(ResultsFolder folder, FrozenSweep sweep, IReadOnlyList<PointResult> results)
    {
        var (byClock, byPilot) = (results.Any(result => result.StoppedBy == StopReason.WallTime), HasChoices(sweep));
        var document = FrozenText.Document(sweep);
        if (byClock)
        {
            document["stop"] = new JsonObject { ["iterations"] = new JsonArray([.. Iterations(folder, sweep, results).Select(count => JsonValue.Create(count))]) };
        }

        if (byPilot)
        {
            PilotChoices.Write(document, sweep);
        }

        if (byClock || byPilot)
        {
            var writtenOut = new[] { byClock ? "the iterations after which its wall time ended each point" : null, byPilot ? "the choices of its pilots" : null }.OfType<string>();
            AtomicFile.Write(folder.Replay, $"# {sweep.Name} with {string.Join(" and ", writtenOut)} written out.\n{YamlText.Of(document)}");
        }
    }

    /// <summary>Whether pilots chose for the sweep, and its file does not say what.</summary>
    public static bool HasChoices(FrozenSweep sweep) =>
        sweep.Points.Any(point => point.Estimator.Chosen != ChosenSettings.None) && !PilotChoices.AreIn(FrozenText.Document(sweep));

    /// <summary>How many iterations each point did, which it writes into the lock file.</summary>
    private static int[] Iterations(ResultsFolder folder, FrozenSweep sweep, IReadOnlyList<PointResult> results)
    {
        int[] iterations = [.. results.Zip(sweep.Points, (result, point) => result.StoppedBy is null ? MostIterations(point) : result.Iterations)];
        if (folder.ReadLock() is { } held)
        {
            AtomicFile.Write(folder.LockFile, SummaryJson.Write(held with { Iterations = iterations }));
        }

        return iterations;
    }

    /// <summary>A point that failed on the way fails there again.</summary>
    private static int MostIterations(PointSpec point) => point.Stop?.Iterations ?? point.Optimizer?.Iterations ?? 1;
}
