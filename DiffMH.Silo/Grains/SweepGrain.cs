using System.Collections.Immutable;
using DiffMH.Engine.Sweeps;
using DiffMH.Silo.Compute;
using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;
using DiffMH.Silo.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Storage;

namespace DiffMH.Silo.Grains;

/// <summary>Keeps one sweep: stores it, works it off, answers how far it is.</summary>
/// <remarks>All calls interleave, with each other and with the work.</remarks>
[GrainType("sweep")]
[Reentrant]
[HashBasedPlacement]
[CollectionAgeLimit(Minutes = 2)]
internal sealed class SweepGrain(
    [PersistentState("sweep", StorageName.Default)] IPersistentState<StoredSweep> stored,
    [PersistentState("progress", StorageName.Default)] IPersistentState<StoredProgress> storedProgress,
    [FromKeyedServices(StorageName.Default)] IGrainStorage storage,
    DiffMHOptions options,
    ComputeCapacity capacity,
    SiloMeter meter,
    ILogger<SweepGrain> logger,
    TimeProvider time) : Grain, ISweepGrain
{
    private Task starting = Task.CompletedTask;
    private SweepProgress? progress;
    private SweepWork? work;
    private RestingPoints? resting;
    private Task working = Task.CompletedTask;

    private string Key => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public Task Start(FrozenSweep sweep, RunOptions options) => starting = StartAfter(starting, Bounded(sweep), from: null, options);

    /// <inheritdoc/>
    public Task Extend(FrozenSweep sweep, string from, RunOptions options) => starting = StartAfter(starting, Bounded(sweep), from, options);

    /// <inheritdoc/>
    public Task Resume()
    {
        var known = KnownAndNotCancelled();
        return Start(known.Sweep, new RunOptions(LanesPerBatch: null));
    }

    /// <inheritdoc/>
    public async Task Retry(RunState? only)
    {
        var known = KnownAndNotCancelled();
        var hasEnded = progress!.IsEnded;
        var again = progress.ToRetry(only);
        if (known.IsOver && again.Count > 0)
        {
            throw new InvalidOperationException(
                $"The sweep '{known.Sweep.Name}' ({Key}) has been at work for its stop.wall_time of {known.Sweep.Points[0].Stop!.WallTime:c}: what ran again would end at once, without the results that it has. "
                + "Submit its file with a longer wall_time, which is another sweep.");
        }

        known.Retry(again);
        await progress.Retry(again);
        if (hasEnded ? again.Count > 0 : progress.Wish == SweepWish.Work)
        {
            await Start(known.Sweep, new RunOptions(LanesPerBatch: null));
        }
    }

    /// <inheritdoc/>
    public async Task<SweepStatus> Ensure()
    {
        if (work is not null && progress!.Wish == SweepWish.Work && !progress.IsEnded && working.IsCompleted)
        {
            await Start(work.Sweep, new RunOptions(LanesPerBatch: null));
        }

        return StatusNow() with { Running = [] };   // there may be thousands, and who keeps it at work needs none of them
    }

    /// <inheritdoc/>
    public async Task<SweepStatus> Status()
    {
        if (working is { IsFaulted: true, Exception.InnerException: StoreUnavailableException } && progress!.Wish != SweepWish.Work)
        {
            await progress.Store();   // it rests, and this was all that was left to do
            working = Task.CompletedTask;
        }

        if (working.IsFaulted)
        {
            await working;   // something as bad as a store that fails: nobody would notice if it were not said here
        }

        return StatusNow();
    }

    /// <inheritdoc/>
    public Task<FrozenSweep?> Frozen() => Task.FromResult(work?.Sweep);

    /// <inheritdoc/>
    public Task<ImmutableArray<PluginReference>> Plugins() => Task.FromResult(work?.Sweep.Plugins ?? []);

    /// <inheritdoc/>
    public Task<ImmutableArray<PointStatus>> Points(int first, int count)
    {
        var known = Known();
        known.Point(first);
        ImmutableArray<PointStatus> statuses = [.. Enumerable.Range(first, Math.Clamp(count, 0, progress!.Points - first)).Select(known.Followed.Status)];
        return Task.FromResult(statuses);
    }

    /// <inheritdoc/>
    public Task Pause() => Rest(SweepWish.Pause);

    /// <inheritdoc/>
    public Task Cancel() => Rest(SweepWish.Cancel);

    /// <inheritdoc/>
    public Task Prioritize(SweepPriority priority)
    {
        Known();
        return progress!.Want(progress.Wish, priority);
    }

    /// <inheritdoc/>
    public async Task<PointResult> Result(int point)
    {
        var known = Known();
        var spec = known.Point(point);
        var committed = known.Followed.Has(point) ? null : await resting!.Result(spec);
        var result = committed
            ?? (known.Followed.IsWaiting(point) || progress!.Loss(point) is not null ? PointResult.Queued(spec) : await known.Aggregator(point).Result(spec));   // what failed without a commit knows why
        return progress!.Loss(point) is { } failure ? result with { State = RunState.Lost, Failure = failure } : result;
    }

    /// <inheritdoc/>
    public Task<TraceBlock> Trace(int point, int chunk)
    {
        var known = Known();
        known.Point(point);
        return known.Followed.Has(point) ? known.Aggregator(point).Trace(chunk) : resting!.Trace(point, chunk);
    }

    /// <inheritdoc/>
    public Task<GradientSegment> Gradient(int point, int replicate, int segment)
    {
        var known = Known();
        known.Point(point);
        return known.Followed.Has(point) ? known.Aggregator(point).Gradient(replicate, segment) : resting!.Gradient(point, replicate, segment);
    }

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (stored.State.Sweep is { } sweep)
        {
            Open(sweep, stored.State.From);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        work?.Leave();
        await working.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private FrozenSweep Bounded(FrozenSweep sweep) =>
        SweepBounds.ProblemOf(sweep) is { } problem ? throw new InvalidOperationException($"The sweep {Key} is not taken: {problem}.") : sweep;

    /// <summary>Starts one at a time, though calls interleave.</summary>
    private async Task StartAfter(Task before, FrozenSweep sweep, string? from, RunOptions options)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await Keep(sweep, from);
        if (work!.IsPausing)
        {
            await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        await progress!.Want(SweepWish.Work, options.Priority);
        working = working.IsCompleted ? Work(work, options) : working;
    }

    private async Task Keep(FrozenSweep sweep, string? from)
    {
        if (stored.State.Sweep is { } other)
        {
            if (!SweepWork.AreSame(other, sweep))
            {
                throw new InvalidOperationException($"Another sweep, '{other.Name}', is stored under {Key}. Give '{sweep.Name}' the id of its own content.");
            }

            return;
        }

        stored.State = new StoredSweep { Sweep = sweep, From = from };
        try
        {
            await stored.WriteStateAsync();
            Open(sweep, from);
        }
        catch
        {
            stored.State = new StoredSweep();   // what is not in the store must not look as if it were
            throw;
        }
    }

    private async Task Work(SweepWork sweep, RunOptions options)
    {
        using var span = Spans.Sweep(sweep.Sweep.Id);
        using var scope = logger.OfSweep(sweep.Sweep.Id);
        logger.SweepAtWork(sweep.Sweep.Name, progress!.Completed + progress.Failed, progress.Points);
        try
        {
            // Idle collection does not see work in the background.
            await sweep.Run(options, beat: () => DelayDeactivation(TimeSpan.FromMinutes(5)));
            logger.SweepRests(sweep.Sweep.Name, sweep.Followed.Status(isWorking: false).State, progress.Completed, progress.Failed, progress.Points);
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle();   // another activation works on it
            throw;
        }
        finally
        {
            DelayDeactivation(TimeSpan.FromSeconds(-1));   // takes back the beats: what was submitted may be megabytes, and is in the store
        }
    }

    private async Task Rest(SweepWish wish)
    {
        if (work is null || progress!.IsEnded)
        {
            return;
        }

        await progress.Want(wish);
        if (!working.IsCompleted)
        {
            await work.Pause();
            await working;
        }
    }

    private SweepStatus StatusNow() => work?.Followed.Status(isWorking: !working.IsCompleted) ?? new(Key, "", RunState.Queued, 0, 0, 0, 0, []);

    private void Open(FrozenSweep sweep, string? from)
    {
        progress = new(storedProgress, sweep.Points.Length);
        work = new(GrainFactory, sweep, progress, capacity, meter, time, isKept: !options.IsAlone) { TakenOver = from is null ? null : new(storage, GrainFactory, sweep, from) };
        resting = new(storage, GrainFactory, sweep.Id);
    }

    private SweepWork KnownAndNotCancelled() => Known() is var known && progress!.Wish == SweepWish.Cancel && !progress.IsEnded
        ? throw new InvalidOperationException($"The sweep '{known.Sweep.Name}' ({Key}) was cancelled. Submit it again to go on from its last commits.")
        : known;

    private SweepWork Known() => work ?? throw new InvalidOperationException($"No sweep is stored under {Key}. Start it first.");
}
