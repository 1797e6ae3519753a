using DiffMH.Engine.Settings;
using DiffMH.Silo.Compute;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Telemetry;

namespace DiffMH.Silo.Grains;

/// <summary>Runs lanes on the compute pool, with a kernel that is kept from call to call.</summary>
[GrainType("chain-batch")]
[ChainBatchPlacement]
[CollectionAgeLimit(Minutes = 2)]
internal sealed class ChainBatchGrain(SiloPlugins plugins, PluginQuarantine quarantine, Suspects suspects, SiloData data, ComputePool pool, SiloMeter meter, Seats seats, TimeProvider time) : Grain, IChainBatchGrain
{
    /// <summary>How long a call waits. A kernel returns after two seconds at the latest where the plugin's code returns at all, but there may be others before it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private SeatedKernel? kernel;
    private BatchRun? running;

    /// <inheritdoc/>
    public async Task<BatchReply> Run(PointSpec point, BatchTask task, CancellationToken cancellationToken)
    {
        using var span = Spans.Batch(this.GetPrimaryKeyString(), task.Pass);

        // Calls come one at a time, but what they have begun may outlive them. The kernel has one thread at a time all the same.
        if (running is { } earlier && !(earlier.IsOf(task) && kernel?.IsOf(point) == true))
        {
            earlier.Cancel();   // whoever wanted it has gone
            if (await earlier.Outcome(Patience, cancellationToken) is null)
            {
                return BatchReply.AtWork;
            }

            Settle(earlier);
        }

        if (running is null && await Begin(point, task) is { } failure)
        {
            return new(Outcome: null, Seconds: 0, failure);
        }

        var present = running!;
        Task<BatchReply>? outcome;
        await using (cancellationToken.Register(present.Cancel))
        {
            outcome = await present.Outcome(Patience, cancellationToken);
        }

        return outcome is null ? BatchReply.AtWork : await Take(present, outcome, point);
    }

    /// <inheritdoc/>
    public Task Release()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        running?.Cancel();
        LetGo();
        return Task.CompletedTask;
    }

    /// <summary>Puts lanes on the pool.</summary>
    /// <returns>Why they cannot be run; null where they are.</returns>
    private async Task<Failure?> Begin(PointSpec point, BatchTask task)
    {
        if (plugins.Quarantine(point) is not null || kernel is { IsBroken: true } || kernel?.IsOf(point) == false)
        {
            LetGo();
        }

        if (kernel is null && await Seat(point) is { } missing)
        {
            return missing;
        }

        var trial = await suspects.Try(PointKey.AggregatorOf(this.GetPrimaryKeyString()), task);
        if (trial.Verdict(point) is { } failure)
        {
            trial.Close();
            return failure;
        }

        running = BatchRun.Begin(kernel!, task, trial, pool, SentPriority.ShareOf(this.GetPrimaryKeyString()), () => quarantine.Note(point), time);
        return null;
    }

    /// <summary>Takes the use of a point's plugins, for a kernel to be made of them.</summary>
    /// <returns>Why they are of no use; null where they are.</returns>
    private async Task<Failure?> Seat(PointSpec point)
    {
        var lease = await plugins.Lease(point);
        if (lease is null)
        {
            // What this silo last heard may be older than the silo that can. And a mere deactivation would not help: who has asked keeps the
            // address, and the next call would open the batch here again, without anybody asking where it belongs.
            seats.Learn(await GrainFactory.GetGrain<IPluginRegistryGrain>(0).SilosSince(""));
            MigrateOnIdle();
            throw new SiloUnavailableException($"Placed on a silo that cannot run point {point.Index}: its plugins are not there, or in quarantine. To be placed again.");
        }

        try
        {
            kernel = new(point, lease, await data.For(point, lease.Catalogue));
            return null;
        }
        catch (DataFileException missing)
        {
            lease.Dispose();
            return Failure.From(missing);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>The answer to the call that waited to the end.</summary>
    private async Task<BatchReply> Take(BatchRun present, Task<BatchReply> outcome, PointSpec point)
    {
        Settle(present);
        if (outcome.Exception?.InnerException is WorkOverdueException)
        {
            return new(Outcome: null, Seconds: 0, Failure.From(quarantine.Failure(point)));
        }

        var reply = await outcome;
        present.Trial.Take(reply);
        meter.Computed(TimeSpan.FromSeconds(reply.Seconds), reply.Outcome);
        if (!seats.IsHere(this.GetPrimaryKeyString()))
        {
            MigrateOnIdle();   // nothing is lost but a kernel: the next call goes where it belongs
        }

        return reply;
    }

    /// <summary>Forgets lanes that have an outcome, and the kernel, where its thread is in it still.</summary>
    private void Settle(BatchRun ended)
    {
        if (!ended.Left.IsCompleted)
        {
            LetGo();
        }

        running = null;
        ended.Dispose();
    }

    /// <summary>Forgets the kernel. Its plugins are given back when no thread is in it any more.</summary>
    private void LetGo()
    {
        if (kernel is { } seated)
        {
            kernel = null;
            if (running is { Left: { IsCompleted: false } left })
            {
                left.ContinueWith(_ => seated.GiveBack(), TaskScheduler.Default).Ignore();
            }
            else
            {
                seated.GiveBack();
            }
        }
    }
}
