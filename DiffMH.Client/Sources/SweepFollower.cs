using DiffMH.Client.Commands;
using DiffMH.Client.Progress;

namespace DiffMH.Client.Sources;

/// <summary>Asks how far a sweep is until it ends, in a cluster where others may pause or cancel it meanwhile.</summary>
/// <param name="source">The sweeps.</param>
/// <param name="time">The clock.</param>
/// <param name="say">Told when the sweep is paused, waits or goes on.</param>
/// <param name="on">How the store was asked for; null for the default.</param>
internal sealed class SweepFollower(ISweepSource source, TimeProvider time, Action<string> say, StoreRequest? on = null)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    /// <summary>Reports each status until the sweep has ended or was cancelled.</summary>
    /// <returns>The last status.</returns>
    /// <exception cref="OperationCanceledException">The user has detached.</exception>
    public async Task<SweepStatus> Follow(string sweep, Action<SweepStatus, Pace> report, CancellationToken detach)
    {
        var start = time.GetTimestamp();
        var status = await source.Status(sweep);
        Tell(status with { WaitsFor = null }, status);
        var meter = new PaceMeter();
        while (true)
        {
            var elapsed = time.GetElapsedTime(start);
            meter = status.State == RunState.Running ? meter : new();   // a pause says nothing about the pace
            report(status, status.State == RunState.Running ? meter.Take(elapsed, status.Progress) : new(elapsed, Left: null));
            if (status.State is RunState.Completed or RunState.Failed or RunState.Cancelled)
            {
                return status;
            }

            await Task.Delay(Between, time, detach);
            var before = status;
            status = await source.Status(sweep);
            Tell(before, status);
        }
    }

    private void Tell(SweepStatus before, SweepStatus status)
    {
        if (status.WaitsFor is { } obstacle && obstacle != before.WaitsFor)
        {
            say($"{status.Name} waits: {obstacle}");
        }

        if (status.State == RunState.Paused && before.State != RunState.Paused)
        {
            say($"{status.Name} is paused; it goes on after: {(on ?? new()).Line("resume", status.Id)}");
        }
        else if (status is { State: RunState.Running, WaitsFor: null } && (before.State == RunState.Paused || before.WaitsFor is not null))
        {
            say($"{status.Name} goes on");
        }
    }
}
