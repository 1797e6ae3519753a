using System.Diagnostics;

namespace DiffMH.Benchmarks.Overhead;

/// <summary>A sweep through a cluster, from its start to its results.</summary>
internal static class ClusterRun
{
    // Ten times as often as a console asks; what a sweep takes longer than it seems for is then 0.25 % of these 5 s.
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(25);

    /// <summary>Runs it.</summary>
    /// <returns>The objective of each point.</returns>
    public static async Task<Estimate[]> Run(FrozenSweep sweep, IGrainFactory grains)
    {
        var grain = grains.GetGrain<ISweepGrain>(sweep.Id);
        await grain.Start(sweep, new RunOptions(LanesPerBatch: null));
        var started = Stopwatch.GetTimestamp();
        var status = await grain.Status();
        while (status.State is RunState.Queued or RunState.Running)
        {
            if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromMinutes(5))
            {
                throw new TimeoutException($"The sweep is {status.Progress:P0} done after 5 minutes.");
            }

            await Task.Delay(PollEvery);
            status = await grain.Status();
        }

        var results = await Task.WhenAll(Enumerable.Range(0, sweep.Points.Length).Select(grain.Result));
        return [.. results.Select(result => result.Objective ?? throw new InvalidOperationException($"Point {result.Point}: {result.Failure}"))];
    }
}
