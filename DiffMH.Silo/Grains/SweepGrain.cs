using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Hosting;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Storage;

namespace DiffMH.Silo.Grains;

/// <summary>Keeps one sweep: stores it, works it off, answers how far it is.</summary>
/// <remarks>All calls interleave, with each other and with the work.</remarks>
[GrainType("sweep")]
[Reentrant]
[HashBasedPlacement]
internal sealed class SweepGrain(
    [PersistentState("sweep", StorageName.Default)] IPersistentState<StoredSweep> stored,
    [PersistentState("progress", StorageName.Default)] IPersistentState<StoredProgress> progress,
    ComputeCapacity capacity,
    TimeProvider time) : Grain, ISweepGrain
{
    private Task starting = Task.CompletedTask;
    private SweepWork? work;
    private Task working = Task.CompletedTask;

    private string Key => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public Task Start(FrozenSweep sweep, RunOptions options) => starting = StartAfter(starting, sweep, options);

    /// <inheritdoc/>
    public async Task<SweepStatus> Status()
    {
        if (working.IsFaulted)
        {
            await working;   // the store failed, or something as bad: nobody would notice if it were not said here
        }

        return work?.Status(isWorking: !working.IsCompleted) ?? new(Key, "", RunState.Queued, 0, 0, 0, 0, []);
    }

    /// <inheritdoc/>
    public async Task Pause()
    {
        if (work is not null && !working.IsCompleted)
        {
            await work.Pause();
            await working;
        }
    }

    /// <inheritdoc/>
    public async Task<PointResult> Result(int point)
    {
        var known = Known();
        var spec = known.Point(point);
        var result = await known.Aggregator(point).Result(spec);
        return known.Broken(point) is { } failure ? result with { State = RunState.Failed, Failure = failure } : result;
    }

    /// <inheritdoc/>
    public Task<TraceBlock> Trace(int point, int chunk)
    {
        var known = Known();
        known.Point(point);
        return known.Aggregator(point).Trace(chunk);
    }

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        work = stored.State.Sweep is { } sweep ? Open(sweep) : null;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        work?.Leave();
        await working.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <summary>Starts one at a time, though calls interleave.</summary>
    private async Task StartAfter(Task before, FrozenSweep sweep, RunOptions options)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await Keep(sweep);
        if (work!.IsPausing)
        {
            await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        working = working.IsCompleted ? Work(work, options) : working;
    }

    private async Task Keep(FrozenSweep sweep)
    {
        if (stored.State.Sweep is { } other)
        {
            if (!SweepWork.AreSame(other, sweep))
            {
                throw new InvalidOperationException($"Another sweep, '{other.Name}', is stored under {Key}. Give '{sweep.Name}' the id of its own content.");
            }

            return;
        }

        stored.State = new StoredSweep { Sweep = sweep };
        try
        {
            await stored.WriteStateAsync();
            work = Open(sweep);
        }
        catch
        {
            stored.State = new StoredSweep();   // what is not in the store must not look as if it were
            throw;
        }
    }

    private async Task Work(SweepWork sweep, RunOptions options)
    {
        // The caller's turn must not wait for the work, and all that follows must stay on this grain's scheduler.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            // Idle collection does not see work in the background.
            await sweep.Run(options, beat: () => DelayDeactivation(TimeSpan.FromMinutes(5)));
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle();   // another activation works on it
            throw;
        }
    }

    private SweepWork Open(FrozenSweep sweep) => new(GrainFactory, sweep, progress, capacity, time);

    private SweepWork Known() => work ?? throw new InvalidOperationException($"No sweep is stored under {Key}. Start it first.");
}
