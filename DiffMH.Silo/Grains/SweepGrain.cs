using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Hosting;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;
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
    private SweepWork? work;
    private Task working = Task.CompletedTask;

    private string Key => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public async Task Start(FrozenSweep sweep, RunOptions options)
    {
        await Keep(sweep);
        if (working.IsCompleted)
        {
            work = new(GrainFactory, stored.State.Sweep!, options, progress, capacity, time);
            working = Work(work);
        }
    }

    /// <inheritdoc/>
    public Task<SweepStatus> Status()
    {
        var known = work ?? (stored.State.Sweep is { } sweep ? new(GrainFactory, sweep, new(LanesPerBatch: null), progress, capacity, time) : null);
        return Task.FromResult(known?.Status(isWorking: !working.IsCompleted) ?? new(Key, "", RunState.Queued, 0, 0, 0, 0, []));
    }

    /// <inheritdoc/>
    public async Task Pause()
    {
        if (work is not null)
        {
            await work.Pause();
            await working;
        }
    }

    /// <inheritdoc/>
    public Task<PointResult> Result(int point)
    {
        var spec = Point(point);
        return Aggregator(spec).Result(spec);
    }

    /// <inheritdoc/>
    public Task<TraceBlock> Trace(int point, int chunk) => Aggregator(Point(point)).Trace(chunk);

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        work?.Leave();
        await working.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
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

        // A sweep too large for the store, or a store that is full, must not look stored in memory.
        stored.State = new StoredSweep { Sweep = sweep };
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State = new StoredSweep();
            throw;
        }
    }

    private async Task Work(SweepWork sweep)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            // Idle collection does not see work in the background.
            await sweep.Run(beat: () => DelayDeactivation(TimeSpan.FromMinutes(5)));
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle();   // another activation works on it
            throw;
        }
    }

    private PointSpec Point(int point)
    {
        var points = stored.State.Sweep?.Points ?? throw new InvalidOperationException($"No sweep is stored under {Key}. Start it first.");
        return point >= 0 && point < points.Length
            ? points[point]
            : throw new ArgumentOutOfRangeException(nameof(point), point, $"The sweep has points 0 to {points.Length - 1}.");
    }

    private IAggregatorGrain Aggregator(PointSpec point) => GrainFactory.GetGrain<IAggregatorGrain>(PointKey.Aggregator(Key, point.Index));
}
