using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Hosting;
using Orleans.Runtime;
using Orleans.Storage;

namespace DiffMH.Silo.Grains;

/// <summary>The work on one sweep in one activation: admits points while there is capacity, and follows each to its end.</summary>
/// <remarks>For a point that is not at work it keeps one byte, so that sweeps of many thousand points stay cheap.</remarks>
/// <param name="grains">Finds the aggregators.</param>
/// <param name="sweep">The sweep.</param>
/// <param name="options">How to divide the work.</param>
/// <param name="progress">Where it is stored how far the points are.</param>
/// <param name="capacity">How much runs at once.</param>
/// <param name="time">For waiting.</param>
internal sealed class SweepWork(IGrainFactory grains, FrozenSweep sweep, RunOptions options, IPersistentState<StoredProgress> progress, ComputeCapacity capacity, TimeProvider time)
{
    private const byte Completed = 1;
    private const byte Failed = 2;

    /// <summary>How often a point at work is asked; also how old the status of a running point can be.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan StoreEvery = TimeSpan.FromSeconds(1);

    /// <summary>How often a point is tried again when its own grain fails, as it does when the store is full.</summary>
    private const int Attempts = 5;

    private readonly byte[] states = progress.State.Points.Length == sweep.Points.Length ? [.. progress.State.Points] : new byte[sweep.Points.Length];
    private readonly SortedDictionary<int, PointStatus> latest = [];
    private readonly List<Task> running = [];
    private CancellationTokenSource? stop;
    private bool isPausing;
    private bool isStored = true;
    private int next;

    /// <summary>Whether two sweeps are the same, compared by what their ids are made of.</summary>
    public static bool AreSame(FrozenSweep a, FrozenSweep b) =>
        ReferenceEquals(a, b) || (a.Id == b.Id && a.Document == b.Document && a.Plugins.SequenceEqual(b.Plugins) && a.Points.Length == b.Points.Length);

    /// <summary>How far the sweep is.</summary>
    /// <param name="isWorking">Whether <see cref="Run"/> is at work.</param>
    public SweepStatus Status(bool isWorking)
    {
        var (completed, failed) = (states.Count(state => state == Completed), states.Count(state => state == Failed));
        var state = isWorking ? RunState.Running
            : completed + failed < states.Length ? RunState.Paused
            : failed > 0 ? RunState.Failed : RunState.Completed;
        var done = completed + failed + latest.Values.Sum(Share);
        return new(sweep.Id, sweep.Name, state, states.Length, completed, failed, Math.Min(1, done / Math.Max(1, states.Length)), [.. latest.Values.Where(status => isWorking && status.State == RunState.Running)]);
    }

    /// <summary>Has every point stopped at a commit; <see cref="Run"/> then ends.</summary>
    public Task Pause()
    {
        isPausing = true;
        return Task.WhenAll(latest.Keys.Select(point => Aggregator(point).Pause()))
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Current);   // who could not be asked now is asked again below
    }

    /// <summary>Ends <see cref="Run"/> and leaves the points at work, as when this silo stops: another activation will follow them.</summary>
    public void Leave()
    {
        isPausing = true;
        stop?.Cancel();
    }

    /// <summary>Works until all points have ended, or are paused. Points that failed earlier are asked again.</summary>
    /// <param name="beat">Called every second or so.</param>
    public async Task Run(Action beat)
    {
        using var source = new CancellationTokenSource();
        stop = source;
        states.AsSpan().Replace(Failed, (byte)0);
        try
        {
            await Admit(beat);
        }
        finally
        {
            stop = null;
        }

        await Store();
    }

    private async Task Admit(Action beat)
    {
        var stored = time.GetTimestamp();
        while (true)
        {
            while (running.Count < Admitted && TryTake(out var point))
            {
                running.Add(Follow(point, stop!.Token));
            }

            if (running.Count == 0)
            {
                return;
            }

            await Task.WhenAny([.. running, Task.Delay(StoreEvery, time, stop!.Token)]);
            foreach (var ended in running.FindAll(task => task.IsCompleted))
            {
                running.Remove(ended);
                await ended;
            }

            if (time.GetElapsedTime(stored) >= StoreEvery)
            {
                beat();
                await Store();
                stored = time.GetTimestamp();
            }
        }
    }

    /// <summary>One more than there are threads, so that none waits while a point forms its next iteration.</summary>
    private int Admitted => capacity.Threads + 1;

    /// <summary>What each point at work may have in flight: together about as many batches as there are threads.</summary>
    private int Slots => Math.Max(1, (capacity.Threads + latest.Count - 1) / Math.Max(1, latest.Count));

    private bool TryTake(out int point)
    {
        while (next < states.Length && states[next] != 0)
        {
            next++;
        }

        point = next;
        return !isPausing && next++ < states.Length;
    }

    /// <summary>Follows one point to its end, or until it has paused.</summary>
    private async Task Follow(int point, CancellationToken leave)
    {
        latest[point] = new(point, RunState.Queued, 0, 1, 0, 0, 0, null, [], null);
        for (var failures = 0; !leave.IsCancellationRequested;)
        {
            try
            {
                var status = await Ask(point, leave);
                latest[point] = status;
                if (End(status) is { } end)
                {
                    (states[point], isStored) = (end, false);
                    latest.Remove(point);
                    return;
                }

                if (isPausing && status.State != RunState.Running)
                {
                    return;
                }

                failures = 0;
            }
            catch (OperationCanceledException) when (leave.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (Transport.IsLost(exception) || exception is InconsistentStateException || ++failures < Attempts)
            {
                await Task.Delay(Transport.Pause(Math.Max(failures, 3)), time, leave).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    private async Task<PointStatus> Ask(int point, CancellationToken leave)
    {
        var aggregator = Aggregator(point);
        if (!isPausing)
        {
            return await aggregator.Advance(sweep.Points[point], options, Slots, Patience).WaitAsync(leave);
        }

        await aggregator.Pause().WaitAsync(leave);
        return await aggregator.Status().WaitAsync(leave);
    }

    private static byte? End(PointStatus status) => status.State switch
    {
        RunState.Completed => Completed,
        RunState.Failed => Failed,
        _ => null,
    };

    private static double Share(PointStatus status) =>
        status.Iterations == 0 ? 0 : Math.Min(1, (status.Iteration + (status.Lanes == 0 ? 0 : (double)status.LanesDone / status.Lanes)) / (status.Iterations + 1));

    private async Task Store()
    {
        if (!isStored)
        {
            isStored = true;
            progress.State = new StoredProgress { Points = [.. states] };
            await progress.WriteStateAsync();
        }
    }

    private IAggregatorGrain Aggregator(int point) => grains.GetGrain<IAggregatorGrain>(PointKey.Aggregator(sweep.Id, sweep.Points[point].Index));
}
