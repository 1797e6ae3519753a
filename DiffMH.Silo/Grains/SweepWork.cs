using DiffMH.Silo.Compute;
using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;

namespace DiffMH.Silo.Grains;

/// <summary>The work on one sweep in one activation: admits points while there is capacity, and follows each to its end.</summary>
/// <param name="grains">Finds the aggregators.</param>
/// <param name="sweep">The sweep.</param>
/// <param name="progress">How far the points are.</param>
/// <param name="capacity">How much runs at once.</param>
/// <param name="meter">Told of calls that are repeated.</param>
/// <param name="time">For waiting, and for the sweep's wall time.</param>
/// <param name="isKept">Whether somebody has it go on after a loss, see <see cref="FollowedPoints"/>.</param>
internal sealed class SweepWork(IGrainFactory grains, FrozenSweep sweep, SweepProgress progress, ComputeCapacity capacity, SiloMeter meter, TimeProvider time, bool isKept)
{
    /// <summary>How often a point is tried again when its own grain fails.</summary>
    private const int Attempts = 5;

    /// <summary>How often a point at work is asked; also how old the status of a running point can be.</summary>
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(0.5);

    /// <summary>A pass that ends within this time is finished before a pause, a longer one is given up.</summary>
    private static readonly TimeSpan PausePatience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan StoreEvery = TimeSpan.FromSeconds(1);

    private readonly List<Task> running = [];
    private readonly UntakenPoints untaken = new(progress);
    private readonly Admission admission = new(grains, capacity, isKept);
    private RunOptions options = new(LanesPerBatch: null);
    private CancellationTokenSource? leave;
    private long counted;

    /// <summary>Whether the work is about to end before its time.</summary>
    public bool IsPausing { get; private set; }

    /// <summary>Whether the sweep has been at work for as long as it may be. Pauses, the time it lay stopped, and that in which all points at hand wait for plugins do not count.</summary>
    public bool IsOver => sweep.Points[0].Stop?.WallTime is { } limit && progress.WorkSeconds + Uncounted.TotalSeconds >= limit.TotalSeconds;

    /// <summary>For how long it has been at work since that was last counted.</summary>
    private TimeSpan Uncounted => AtWork > 0 ? time.GetElapsedTime(counted) : TimeSpan.Zero;

    /// <summary>How many points are followed that do not wait for a plugin.</summary>
    private int AtWork => running.Count - Followed.Awaiting.Count;

    /// <summary>What each point at work may have in flight: together about as many batches as there are threads.</summary>
    private int Slots
    {
        get
        {
            var atWork = Math.Clamp(untaken.Most + AtWork, 1, admission.Share);
            return Math.Max(1, (capacity.Threads + atWork - 1) / atWork);
        }
    }

    /// <summary>Whether two sweeps are the same, compared by what their ids are made of.</summary>
    public static bool AreSame(FrozenSweep a, FrozenSweep b) =>
        ReferenceEquals(a, b) || (a.Id == b.Id && a.Document == b.Document && a.Plugins.SequenceEqual(b.Plugins) && a.Points.Length == b.Points.Length);

    /// <summary>A point of the sweep.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such point.</exception>
    public PointSpec Point(int point) => point >= 0 && point < sweep.Points.Length
        ? sweep.Points[point]
        : throw new ArgumentOutOfRangeException(nameof(point), point, $"The sweep has points 0 to {sweep.Points.Length - 1}.");

    /// <summary>The grain of a point, which a call from here places where its plugins are.</summary>
    public IAggregatorGrain Aggregator(int point)
    {
        NeededPlugins.Send(sweep.Points[point]);
        return grains.GetGrain<IAggregatorGrain>(PointKey.Aggregator(sweep.Id, sweep.Points[point].Index));
    }

    /// <summary>What was submitted.</summary>
    public FrozenSweep Sweep => sweep;

    /// <summary>What it takes over from an older sweep; null for nothing.</summary>
    public TakenOverPoints? TakenOver { get; init; }

    /// <summary>What is known of its points.</summary>
    public FollowedPoints Followed { get; } = new(sweep, progress, isKept);

    /// <summary>Has every point stop at a commit, as fast as the wish asks for; <see cref="Run"/> then ends.</summary>
    public async Task Pause()
    {
        IsPausing = true;
        await Task.WhenAll(Followed.All.Select(point => Aggregator(point).Pause(Patience(progress.Wish))))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);   // who cannot be asked now will be asked again
    }

    /// <summary>Ends <see cref="Run"/> and leaves the points at work, as when this silo stops: another activation will follow them.</summary>
    public void Leave()
    {
        IsPausing = true;
        leave?.Cancel();
    }

    /// <summary>Has the points that are to be retried admitted, where it is at work.</summary>
    public void Retry(IEnumerable<int> points) => untaken.Return(points);

    /// <summary>Works until all points have ended or are paused. Can be called again.</summary>
    /// <param name="how">How to divide the work.</param>
    /// <param name="beat">Called every second or so.</param>
    public async Task Run(RunOptions how, Action beat)
    {
        using var source = new CancellationTokenSource();
        (options, leave, IsPausing) = (how, source, false);

        // Whoever starts this must not wait for the work, and all that follows must stay on the grain's scheduler.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Followed.Awaiting.Clear();
        untaken.Clear();
        try
        {
            await Admit(beat, source.Token);
        }
        finally
        {
            leave = null;
            await source.CancelAsync();   // where this ended by an exception, points are still followed
            running.Clear();
            Followed.Awaiting.Clear();
            Followed.Obstacles.Clear();
        }

        await progress.Store();
    }

    private async Task Admit(Action beat, CancellationToken stop)
    {
        await admission.Look();
        counted = time.GetTimestamp();
        do
        {
            for (var allowed = admission.Allowed(AtWork); AtWork < allowed && !IsPausing && untaken.TryTake(Followed.Awaiting, out var point);)
            {
                running.Add(Follow(point, stop));
            }

            // Without the token: a cancelled delay would end at once and this loop would hold the turn that the points need to end.
            await Task.WhenAny([.. running, Task.Delay(StoreEvery, time, CancellationToken.None)]);
            var worked = Uncounted;   // with the points that have ended since
            running.RemoveAll(task => task.IsCompletedSuccessfully);
            if (running.Find(task => task.IsCompleted) is { } failed)
            {
                await failed;
            }

            if (time.GetElapsedTime(counted) >= StoreEvery || running.Count == 0)
            {
                beat();
                counted = time.GetTimestamp();
                progress.Worked(worked);
                await Store();
                admission.Look().Ignore();
            }
        }
        while (running.Count > 0 || (!IsPausing && (untaken.Most > 0 || !progress.IsStored)));
    }

    /// <summary>Stores the progress; where it cannot be, it is tried again with the next.</summary>
    private async Task Store()
    {
        try
        {
            await progress.Store();
            Followed.Obstacles.Remove(Obstacles.OfSweep);
        }
        catch (StoreUnavailableException unavailable)
        {
            Followed.Obstacles.Note(Obstacles.OfSweep, unavailable.Message);
        }
    }

    /// <summary>Follows one point to its end, or until it has paused.</summary>
    private async Task Follow(int point, CancellationToken stop)
    {
        Followed.Add(point);
        var (failures, committed) = (0, -1);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var status = await Ask(point, stop);
                Followed.Obstacles.Remove(point);
                if (HasLeft(status))
                {
                    return;
                }

                await Await(status, stop);

                // Work that begins again and fails again is no progress: only a further iteration is.
                (failures, committed) = (status.Iteration > committed ? 0 : failures, Math.Max(committed, status.Iteration));
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                return;   // this silo leaves; whatever the call met on the way out, another activation asks again
            }
            catch (Exception exception)
            {
                failures += IsOfThePoint(exception) ? 1 : 0;
                meter.Repeated(SiloMeter.Aggregator, Transport.IsLost(exception) ? 1 : 0);
                if (HasLeft(point, exception, failures))
                {
                    return;
                }

                var pause = exception is StoreUnavailableException ? StoreEvery : Transport.Pause(failures + 2);
                await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    /// <summary>Where a point waits for a plugin, it is asked again only after a while, and others that need the same are left out meanwhile.</summary>
    private async Task Await(PointStatus status, CancellationToken stop)
    {
        if (status.WaitsFor is { } reason)
        {
            Followed.Awaiting.Add(status.Point);
            Followed.Obstacles.Note(status.Point, reason);
            await Task.Delay(AskEvery, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
        else
        {
            StopAwaiting(status.Point);
        }
    }

    /// <summary>Has all points admitted that were left out because they need the same as one that does not wait any more.</summary>
    private void StopAwaiting(int point)
    {
        var hadWork = AtWork > 0;
        if (Followed.Awaiting.Remove(point))
        {
            counted = hadWork ? counted : time.GetTimestamp();   // the work begins now
            untaken.LookAgain();
        }
    }

    /// <summary>Takes a status: whether the point has ended or paused.</summary>
    private bool HasLeft(PointStatus status)
    {
        var hasLeft = Followed.Take(status) || (IsPausing && status.State != RunState.Running);
        if (hasLeft)
        {
            StopAwaiting(status.Point);
        }

        return hasLeft;
    }

    /// <summary>Takes what went wrong: whether the point is given up, or cannot be stored while it should pause.</summary>
    private bool HasLeft(int point, Exception exception, int failures)
    {
        if (exception is StoreUnavailableException unavailable)
        {
            Followed.Obstacles.Note(point, unavailable.Message);
            return IsPausing;
        }

        if (failures < Attempts)
        {
            return false;
        }

        Followed.Lose(point, exception);
        StopAwaiting(point);
        return true;
    }

    /// <summary>Whether a failure is the point's own, rather than of the way to it, of the silo or of the store.</summary>
    private static bool IsOfThePoint(Exception exception) => !Transport.IsLost(exception) && exception is not StoreUnavailableException;

    private async Task<PointStatus> Ask(int point, CancellationToken stop)
    {
        var aggregator = Aggregator(point);
        if (!IsPausing)
        {
            await (TakenOver?.Take(point).WaitAsync(stop) ?? Task.CompletedTask);
            if (progress.IsToRetry(point) && !IsOver)   // else the results it has would be given up for none
            {
                await aggregator.Retry().WaitAsync(stop);
                progress.Retried(point);
            }

            if (IsOver)
            {
                await aggregator.Finish(sweep.Points[point], PausePatience).WaitAsync(stop);   // points that have not begun end as well
            }

            return await aggregator.Advance(sweep.Points[point], options with { Priority = progress.Priority }, Slots, AskEvery).WaitAsync(stop);
        }

        await aggregator.Pause(Patience(progress.Wish)).WaitAsync(stop);
        return await aggregator.Status().WaitAsync(stop);
    }

    private static TimeSpan Patience(SweepWish wish) => wish == SweepWish.Cancel ? TimeSpan.Zero : PausePatience;
}
