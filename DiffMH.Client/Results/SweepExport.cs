using DiffMH.Client.Reports;
using DiffMH.Client.Results.Document;
using DiffMH.Engine.Runs;

namespace DiffMH.Client.Results;

/// <summary>Fetches what a sweep gave and writes it into a results folder.</summary>
/// <param name="sweep">The sweep.</param>
/// <param name="frozen">What was asked.</param>
/// <param name="folder">Where to.</param>
/// <param name="sources">What the report can tell besides.</param>
public sealed class SweepExport(ISweepGrain sweep, FrozenSweep frozen, ResultsFolder folder, ReportSources sources)
{
    /// <summary>Writes all results of a finished sweep; the summary last, since a folder with a finished summary is a finished folder.</summary>
    /// <param name="state">Completed or failed.</param>
    /// <param name="wall">How long it was at work.</param>
    public async Task<SummaryDocument> Finish(RunState state, TimeSpan wall)
    {
        using var digest = new TraceDigest();
        var results = await Points();
        var study = new TraceStudy(frozen, results);
        await TraceFile.Write(folder.Trace, frozen, results, point => Trace(point, digest, study));
        var summary = study.Complete(SummaryDocument.From(frozen, state, results, wall, digest.Result()));
        WallTimeRecord.Write(folder, frozen, results);
        await PointsFile.Write(folder.Points, frozen, summary);
        AtomicFile.Write(folder.Report, ReportPage.Write(frozen, summary, Provenance.OfProcess, sources with { Path = study.Path }));
        AtomicFile.Write(folder.Summary, SummaryJson.Write(summary));
        return summary;
    }

    /// <summary>Writes the summary of a paused sweep: what its points gave so far, and the time it has cost.</summary>
    public async Task Pause(TimeSpan wall) =>
        AtomicFile.Write(folder.Summary, SummaryJson.Write(SummaryDocument.From(frozen, RunState.Paused, await Points(), wall, digest: null)));

    private async Task<IReadOnlyList<PointResult>> Points()
    {
        var points = new List<PointResult>();
        foreach (var point in frozen.Points)
        {
            points.Add(await sweep.Result(point.Index));
        }

        return points;
    }

    private async IAsyncEnumerable<TraceBlock> Trace(PointSpec point, TraceDigest digest, TraceStudy study)
    {
        for (var chunk = 0; ; chunk++)
        {
            var block = await sweep.Trace(point.Index, chunk);
            if (block.Rows == 0)
            {
                yield break;
            }

            digest.Add(point.Identity, block);
            study.Add(point, block);
            yield return block;
        }
    }
}
