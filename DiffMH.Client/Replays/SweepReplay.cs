using DiffMH.Client.Compares;
using DiffMH.Client.Sources;
using DiffMH.Engine.Models;
using DiffMH.Engine.Replays;
using DiffMH.Engine.Runs;

namespace DiffMH.Client.Replays;

/// <summary>Replays a sweep: reads its trace once, from beginning to end, and computes the iterations of the sample again on some threads.</summary>
/// <param name="source">Where the sweep is.</param>
/// <param name="sweep">The sweep.</param>
/// <param name="catalogue">Its plugins and data files.</param>
/// <param name="share">Which part of the iterations is computed again.</param>
internal sealed class SweepReplay(ISweepSource source, FrozenSweep sweep, ModelCatalogue catalogue, double share)
{
    private const int MostDifferences = 10_000;

    private readonly ReplaySample sample = new(sweep.Points[0].Seed, share);
    private readonly ReplayTally tally = new(MostDifferences);
    private (PointReplay Point, TraceBlock Iteration, double Draw)? nearest;
    private long iterations;
    private long steps;

    /// <summary>Replays it.</summary>
    /// <param name="threads">How many iterations are computed at once.</param>
    /// <param name="report">Told, by any thread, how many have been, and how many differ.</param>
    /// <param name="cancellation">Ends it within milliseconds.</param>
    public async Task<ReplayDocument> Run(int threads, Action<long, int> report, CancellationToken cancellation)
    {
        var limit = new Interruptible(() => false, cancellation);
        using var digest = new TraceDigest();
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        await Parallel.ForEachAsync(Chosen(digest), options, (job, _) =>
        {
            Replay(job.Point, job.Iteration);
            return ValueTask.CompletedTask;
        });
        if (tally.Replayed == 0 && nearest is var (point, iteration, _))
        {
            Replay(point, iteration);   // a sample of a small sweep may be empty; a replay of nothing would prove nothing
        }

        return new(sweep.Id, sweep.Name, digest.IsEmpty ? null : digest.Result(), share, iterations, tally.Replayed, tally.WithoutSums, steps, tally.Differing, tally.Differences);

        void Replay(PointReplay point, TraceBlock iteration)
        {
            tally.Add(iteration, point.Run(iteration, limit));
            report(tally.Replayed, tally.Differing);
        }
    }

    /// <summary>The iterations of the sample, while all that are read are counted and their steps taken.</summary>
    private async IAsyncEnumerable<(PointReplay Point, TraceBlock Iteration)> Chosen(TraceDigest digest)
    {
        var results = await source.Results(sweep).ToDictionaryAsync(result => result.Point);
        PointReplay? point = null;
        await foreach (var (spec, block) in source.Trace(sweep))
        {
            if (point?.Spec.Index != spec.Index)
            {
                End(point);
                point = new PointReplay(catalogue.Bind(spec), results[spec.Index]);
                results.Remove(spec.Index);
            }

            foreach (var iteration in block.ByIteration().TakeWhile(rows => point.IsCommitted(rows.Iterations[0])))
            {
                digest.Add(spec.Identity, iteration);
                Step(point, iteration);
                var draw = sample.Draw(spec.Identity, iteration.Iterations[0]);
                if (sample.Takes(draw))
                {
                    yield return (point, iteration);
                }
                else if (!(draw >= nearest?.Draw))
                {
                    nearest = (point, iteration, draw);
                }
            }
        }

        End(point);
        foreach (var (left, result) in results.Where(entry => entry.Value.Iterations > 0))
        {
            End(new PointReplay(catalogue.Bind(sweep.Points[left]), result));   // it has a commit and no rows at all
        }
    }

    /// <summary>Looks whether rows are missing at a point's end.</summary>
    private void End(PointReplay? point)
    {
        if (point?.Steps.Missing is { } missing)
        {
            tally.Add([missing]);
        }
    }

    private void Step(PointReplay point, TraceBlock iteration)
    {
        iterations++;
        var before = point.Steps.Compared;
        tally.Add(point.Steps.Take(iteration));
        steps += point.Steps.Compared - before;
    }
}
