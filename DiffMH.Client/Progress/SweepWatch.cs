using DiffMH.Silo.Storage;

namespace DiffMH.Client.Progress;

/// <summary>Asks a sweep how far it is until it ends.</summary>
/// <param name="sweep">The sweep, started.</param>
/// <param name="time">The clock.</param>
public sealed class SweepWatch(ISweepGrain sweep, TimeProvider time)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    /// <summary>How long the sweep may wait for its store: what lasts longer does not pass by itself.</summary>
    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(5);

    /// <summary>Reports each status, until the sweep has ended or <paramref name="interruption"/> is asked for.</summary>
    /// <returns>The last status: completed, failed, or whatever it was at the interruption.</returns>
    /// <exception cref="StoreUnavailableException">Its store is full or cannot be used for another reason, and has been for some seconds.</exception>
    public async Task<SweepStatus> Follow(Action<SweepStatus, Pace> report, CancellationToken interruption)
    {
        ArgumentNullException.ThrowIfNull(report);
        var start = time.GetTimestamp();
        var (meter, stored) = (new PaceMeter(), TimeSpan.Zero);
        while (true)
        {
            var status = await sweep.Status();
            var elapsed = time.GetElapsedTime(start);
            if (status.State == RunState.Running)
            {
                report(status, meter.Take(elapsed, status.Progress));
            }
            else
            {
                meter = new();   // a pause says nothing about the pace
                report(status, new(elapsed, Left: null));
            }

            stored = status.WaitsFor is null ? elapsed : stored;
            if (elapsed - stored > StorePatience)
            {
                throw new StoreUnavailableException(status.WaitsFor!);
            }

            if (status.State is RunState.Completed or RunState.Failed || interruption.IsCancellationRequested)
            {
                return status;
            }

            await Task.Delay(Between, time, interruption).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
