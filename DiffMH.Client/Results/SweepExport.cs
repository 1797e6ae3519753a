using DiffMH.Client.Reports;
using DiffMH.Client.Results.Document;
using DiffMH.Client.Sources;
using DiffMH.Engine.Runs;

namespace DiffMH.Client.Results;

/// <summary>Fetches what a sweep gave, as a document or into a results folder.</summary>
/// <param name="source">Where it is.</param>
/// <param name="frozen">What was asked.</param>
/// <param name="sources">What a report can tell besides.</param>
internal sealed class SweepExport(ISweepResults source, FrozenSweep frozen, ReportSources sources)
{
    /// <summary>Whether any point's gradient has too many components to be columns, so that they have a table of their own.</summary>
    public bool HasGradient => frozen.Points.Any(point => point.Estimator.EveryComponent);

    /// <summary>Writes all results into a folder; the summary last, since a folder with a finished summary is a finished folder.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="state">How far the sweep is; where it has ended, the summary has the digest of its trace.</param>
    /// <param name="wall">How long it was at work.</param>
    public async Task<SummaryDocument> Write(ResultsFolder folder, RunState state, TimeSpan wall)
    {
        using var digest = new TraceDigest();
        var results = await Results(state);
        var study = new TraceStudy(results);
        await TraceFile.Write(folder.Trace, frozen, results, Trace(digest, study));
        var summary = study.Complete(SummaryDocument.From(frozen, state, results, wall, ResultOf(digest, state)));
        if (HasGradient)
        {
            summary = await WriteGradient(folder, summary);
        }

        ReplayRecord.Write(folder, frozen, results);
        await PointsFile.Write(folder.Points, frozen, summary);
        AtomicFile.Write(folder.Report, ReportPage.Write(frozen, summary, Provenance.OfProcess, sources with { Path = study.Path }));
        await WriteSummary(folder, summary);
        return summary;
    }

    /// <summary>Writes the summary of a paused sweep into a folder: what its points gave so far, and the time it has cost.</summary>
    public async Task WriteSummary(ResultsFolder folder, RunState state, TimeSpan wall) =>
        await WriteSummary(folder, SummaryDocument.From(frozen, state, await Results(state), wall, digest: null));

    /// <summary>The summary alone. Where the sweep has ended, its whole trace is read for the digest.</summary>
    /// <param name="state">How far the sweep is.</param>
    /// <param name="wall">How long it was at work.</param>
    public async Task<SummaryDocument> Summary(RunState state, TimeSpan wall)
    {
        using var digest = new TraceDigest();
        var results = await Results(state);
        var study = new TraceStudy(results);
        if (HasEnded(state))
        {
            await foreach (var _ in Trace(digest, study))
            {
            }
        }

        var components = new Dictionary<int, OrderedDictionary<string, ComponentsSummary>?>();
        await foreach (var _ in Gradients(components))
        {
        }

        return With(study.Complete(SummaryDocument.From(frozen, state, results, wall, ResultOf(digest, state))), components);
    }

    /// <summary>Writes a row for each point.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="state">How far the sweep is.</param>
    public async Task WritePoints(ITableWriter writer, RunState state) =>
        await PointsFile.Write(writer, frozen, SummaryDocument.From(frozen, state, await Results(state), TimeSpan.Zero, digest: null));

    /// <summary>Writes a row for each point, replicate and iteration.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="state">How far the sweep is.</param>
    public async Task WriteTrace(ITableWriter writer, RunState state) =>
        await TraceFile.Write(writer, frozen, await Results(state), source.Trace(frozen));

    /// <summary>Writes a row for each component of the gradients that have too many to be columns.</summary>
    /// <param name="writer">Where to.</param>
    public Task WriteGradient(ITableWriter writer) => GradientFile.Write(writer, Gradients([]));

    /// <summary>Into a stream: as a text in memory, the document of ten thousand points would be the largest thing there.</summary>
    private static Task WriteSummary(ResultsFolder folder, SummaryDocument summary) => AtomicFile.WriteAsync(folder.Summary, stream => SummaryJson.Write(stream, summary));

    /// <summary>The digest of a sweep that has ended; null where none of its points computed anything, since any two such sweeps would agree.</summary>
    private static string? ResultOf(TraceDigest digest, RunState state) => HasEnded(state) && !digest.IsEmpty ? digest.Result() : null;

    /// <summary>Writes the gradients in all components, and gives the summary with what is to be said of them.</summary>
    private async Task<SummaryDocument> WriteGradient(ResultsFolder folder, SummaryDocument summary)
    {
        var components = new Dictionary<int, OrderedDictionary<string, ComponentsSummary>?>();
        await GradientFile.Write(folder.Gradient, Gradients(components));
        return With(summary, components);
    }

    private static SummaryDocument With(SummaryDocument summary, Dictionary<int, OrderedDictionary<string, ComponentsSummary>?> components) => components.Count == 0
        ? summary
        : summary with { Points = [.. summary.Points.Select(point => point with { Components = components.GetValueOrDefault(point.Point) })] };

    /// <summary>The gradients in all components of the points that have them, one after the other, and a summary of each as it goes by.</summary>
    private async IAsyncEnumerable<(PointSpec Point, GradientStudy Study)> Gradients(Dictionary<int, OrderedDictionary<string, ComponentsSummary>?> components)
    {
        foreach (var point in frozen.Points.Where(point => point.Estimator.EveryComponent))
        {
            var study = new GradientStudy(point);
            for (var replicate = 0; replicate < point.Replicates; replicate++)
            {
                study.Begin();
                for (var segment = 0; await source.Gradient(frozen, point.Index, replicate, segment) is { Values.Count: > 0 } found; segment++)
                {
                    study.Add(found);
                }
            }

            components[point.Index] = study.Summary();
            yield return (point, study);
        }
    }

    private static bool HasEnded(RunState state) => state is RunState.Completed or RunState.Failed;

    /// <summary>What the points gave. A point knows that it has not ended, and not that its sweep rests.</summary>
    private async Task<List<PointResult>> Results(RunState state)
    {
        var points = new List<PointResult>(frozen.Points.Length);
        await foreach (var point in source.Results(frozen))
        {
            points.Add(point.State == RunState.Running && state is RunState.Paused or RunState.Cancelled ? point with { State = state } : point);
        }

        return points;
    }

    private async IAsyncEnumerable<(PointSpec Point, TraceBlock Block)> Trace(TraceDigest digest, TraceStudy study)
    {
        await foreach (var (point, block) in source.Trace(frozen))
        {
            digest.Add(point.Identity, block);
            study.Add(point, block);
            yield return (point, block);
        }
    }
}
