using DiffMH.Engine.Runs;
using DiffMH.Silo.Compute;
using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Silo.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Storage;

namespace DiffMH.Silo.Grains;

/// <summary>Keeps one point at work and answers how far it is.</summary>
/// <remarks>
/// All calls interleave, with each other and with the work. Whoever wants the point asks every half second, which keeps it active; when
/// nobody has asked for two minutes it is deactivated and commits, which is right: its sweep is gone, and will ask again if it returns.
/// </remarks>
[GrainType("aggregator")]
[Reentrant]
[AggregatorPlacement]
[CollectionAgeLimit(Minutes = 2)]
internal sealed class AggregatorGrain(
    [PersistentState(StoredPoint.Name, StorageName.Default)] IPersistentState<StoredPoint> stored,
    [FromKeyedServices(StorageName.Default)] IGrainStorage storage,
    SiloPlugins plugins,
    PluginQuarantine quarantine,
    SiloData data,
    Seats seats,
    SiloMeter meter,
    ILogger<AggregatorGrain> logger,
    TimeProvider time) : Grain, IAggregatorGrain
{
    /// <summary>How long a point waits for its present pass where it must leave. A failure on its way arrives sooner.</summary>
    private static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(1);

    private PointJournal? journal;
    private Task<PointWork>? opening;
    private PointWork? work;
    private PluginLease? lease;
    private Task working = Task.CompletedTask;

    private string Key => this.GetPrimaryKeyString();

    /// <summary>Whether the last commit, of an activation before this one, is the end of the point.</summary>
    private bool HasEnded => work is null && stored.State is { IsFinished: true, Run: not null };

    private PointJournal Journal => journal ??= new(GrainContext.GrainId, stored, storage);

    /// <inheritdoc/>
    public async Task<PointStatus> Advance(PointSpec point, RunOptions options, int slots, TimeSpan patience)
    {
        if (HasEnded)
        {
            DeactivateOnIdle();
            return await Status();   // needs no plugin
        }

        opening ??= OpenOnce(point);
        await ((Task)opening).WaitAsync(patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!opening.IsCompleted)
        {
            return await Status();   // a plugin's code takes its time, or does not return
        }

        PointWork present;
        try
        {
            work = present = await Open(point);
            await RequireNoQuarantine(point, present);
        }
        catch (PointRefusedException refused)
        {
            return refused.Status(point);
        }
        catch (PluginAwaitedException awaited)
        {
            return (await Status()) with { State = RunState.WaitingForPlugin, WaitsFor = awaited.Message };
        }

        (present.Slots, present.LanesPerBatch, present.Priority) = (slots, options.LanesPerBatch, options.Priority ?? SweepPriority.Normal);
        await TellFault();
        if (working.IsCompleted && !present.IsFinished)
        {
            working = Work(present);
        }

        await working.WaitAsync(patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await TellFault();
        if (present.IsFinished)
        {
            present.Release();
            DeactivateOnIdle();   // a sweep may have ten thousand points; those that have ended are in the store and need no memory
        }

        return await Status();
    }

    /// <inheritdoc/>
    public Task<PointStatus> Status()
    {
        if (work is null)
        {
            return Task.FromResult(StoredStatus.Of(PointKey.Point(Key), stored.State));
        }

        var status = work.Status;
        return Task.FromResult(work.IsFinished ? status : status with { State = working.IsCompleted ? RunState.Paused : RunState.Running });
    }

    /// <inheritdoc/>
    public async Task Pause(TimeSpan patience)
    {
        work?.Pause(patience);
        await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await TellFault();
    }

    /// <inheritdoc/>
    public async Task Finish(PointSpec point, TimeSpan patience)
    {
        try
        {
            (await Open(point)).Finish(patience);
        }
        catch (Exception exception) when (exception is PointRefusedException or PluginAwaitedException)
        {
            // A point that cannot run here has nothing to end; to be at work is what tells why.
        }
    }

    /// <inheritdoc/>
    public async Task Retry()
    {
        if (!working.IsCompleted || stored.State.Run is not { } bytes || PointState.FromBytes(bytes) is not { } state || state.Replicates.All(replicate => replicate.Failure is null))
        {
            return;
        }

        await Journal.GoBack(state.BeforeFailures());
        Close();
    }

    /// <inheritdoc/>
    public async Task<PointResult> Result(PointSpec point)
    {
        if (HasEnded)
        {
            return Committed(point);   // needs no plugin
        }

        try
        {
            return (await Open(point)).Result;
        }
        catch (PointRefusedException refused)
        {
            return refused.Result(point);
        }
        catch (PluginAwaitedException)
        {
            return Committed(point) with { State = RunState.WaitingForPlugin };
        }
    }

    /// <inheritdoc/>
    public Task<TraceBlock> Trace(int chunk) => Journal.Read(chunk);

    /// <inheritdoc/>
    public Task<GradientSegment> Gradient(int replicate, int segment) => Journal.ReadGradient(replicate, segment);

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        work?.Pause(TimeSpan.Zero);
        try
        {
            await working.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (work is not null && working.IsCompleted)
            {
                await CommitRest(work).WaitAsync(cancellationToken);
            }
        }
        finally
        {
            lease?.Dispose();
        }
    }

    /// <summary>Throws what ended the work, once: also what ended it between two calls.</summary>
    private Task TellFault()
    {
        if (!working.IsFaulted)
        {
            return Task.CompletedTask;
        }

        var fault = working;
        working = Task.CompletedTask;
        return fault;
    }

    private async Task Work(PointWork point)
    {
        try
        {
            await point.Run();
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle();   // another activation has committed: it goes on, this one has changed nothing
            throw;
        }
        catch (Exception) when (point.IsBroken)
        {
            Close();
            throw;
        }
    }

    /// <summary>Lets go of the point, which is opened again from its last commit.</summary>
    private void Close()
    {
        work?.Release();
        lease?.Dispose();
        (work, opening, journal, lease) = (null, null, null, null);
    }

    /// <summary>Commits what work that ended by a failure has reached before it.</summary>
    private static async Task CommitRest(PointWork point)
    {
        try
        {
            await point.Commit();
        }
        catch (InconsistentStateException)
        {
            // Another activation has committed: it goes on.
        }
    }

    /// <summary>The point from its last commit, once for the life of this activation; tried again after a refusal.</summary>
    private async Task<PointWork> Open(PointSpec point)
    {
        var mine = opening ??= OpenOnce(point);
        try
        {
            return await mine;
        }
        catch
        {
            opening = opening == mine ? null : opening;
            throw;
        }
    }

    private async Task<PointWork> OpenOnce(PointSpec point)
    {
        lease ??= await plugins.LeaseToBegin(point) ?? throw await NotHere(point);
        try
        {
            var state = stored.State.Run is { } bytes ? PointState.FromBytes(bytes) : null;
            var problem = await BoundPoint.Of(point, lease.Catalogue, data, quarantine);
            var run = state is null ? new PointRun(problem) : new PointRun(problem, state);
            var telemetry = new PointTelemetry(Key, meter, logger, time);
            telemetry.Opened(state?.Pass);
            return new(run, new PassRunner(GrainFactory, Key, problem, new(storage, GrainContext.GrainId), time, telemetry), Journal, time, telemetry);
        }
        catch
        {
            lease.Dispose();
            lease = null;
            throw;
        }
    }

    /// <summary>Where a point's plugins have come into quarantine here, it commits, and goes on on another silo that has them, or waits, there being none.</summary>
    private async Task RequireNoQuarantine(PointSpec point, PointWork present)
    {
        if (plugins.Quarantine(point) is null || present.IsFinished)
        {
            return;
        }

        present.Pause(LeavePatience);   // the call that did not return may be its own, and its failure be on its way
        await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!present.IsFinished)
        {
            Close();
            throw await NotHere(point);
        }
    }

    /// <summary>Why a point cannot be opened here: its plugins are elsewhere, where it is to be placed again, or nowhere.</summary>
    private async Task<Exception> NotHere(PointSpec point)
    {
        if (plugins.Verdict(point) is { } verdict)
        {
            return new PointRefusedException(Failure.From(new BatchOverdueException(verdict)));
        }

        // What this silo last heard may be older than the silo that holds the plugins.
        var news = await GrainFactory.GetGrain<IPluginRegistryGrain>(0).SilosSince("");
        seats.Learn(news);
        if (!seats.AreElsewhere(NeededPlugins.Of(point)))
        {
            return PluginAwaitedException.Of(point, news.Silos ?? []);
        }

        MigrateOnIdle();   // asks for a place; after a mere deactivation calls under way would open the point here again
        return new SiloUnavailableException($"Placed on a silo without the plugins of point {point.Index}; to be placed again.");
    }

    /// <summary>What the store knows of the point's result.</summary>
    private PointResult Committed(PointSpec point) =>
        stored.State.Run is { } bytes ? new PointSummary(point, PointState.FromBytes(bytes)).Result() : PointResult.Queued(point);
}
