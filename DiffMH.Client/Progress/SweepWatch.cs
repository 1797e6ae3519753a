namespace DiffMH.Client.Progress;

/// <summary>Asks a sweep how far it is until it ends.</summary>
/// <param name="sweep">The sweep, started.</param>
/// <param name="time">The clock.</param>
public sealed class SweepWatch(ISweepGrain sweep, TimeProvider time)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    /// <summary>Reports each status, until the sweep has ended or <paramref name="interruption"/> is asked for.</summary>
    /// <returns>The last status: completed, failed, or whatever it was at the interruption.</returns>
    public async Task<SweepStatus> Follow(Action<SweepStatus, Pace> report, CancellationToken interruption)
    {
        ArgumentNullException.ThrowIfNull(report);
        var start = time.GetTimestamp();
        var meter = new PaceMeter();
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

            if (status.State is RunState.Completed or RunState.Failed || interruption.IsCancellationRequested)
            {
                return status;
            }

            await Task.Delay(Between, time, interruption).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
