using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;
using DiffMH.Silo.Compute;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Silo.Telemetry;

namespace DiffMH.Silo.Grains;

/// <summary>Runs lanes on the compute pool, with a kernel that is kept from call to call.</summary>
[GrainType("chain-batch")]
[ChainBatchPlacement]
[CollectionAgeLimit(Minutes = 2)]
internal sealed class ChainBatchGrain(SiloPlugins plugins, SiloData data, ComputePool pool, SiloMeter meter, Seats seats, TimeProvider time) : Grain, IChainBatchGrain
{
    /// <summary>How long a call may compute. Long enough that a call costs nothing beside it, short enough that nobody waits for it in vain.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    private PointSpec? bound;
    private PluginLease? lease;
    private IBatchKernel? kernel;

    /// <inheritdoc/>
    public async Task<BatchReply> Run(PointSpec point, BatchTask task, CancellationToken cancellationToken)
    {
        using var span = Spans.Batch(this.GetPrimaryKeyString(), task.Pass);

        // Calls come one at a time, so the kernel has one thread at a time.
        ModelCatalogue? catalogue = null;
        if (!HasKernel(point))
        {
            LetGo();
            lease = await plugins.Lease(point);
            if (lease is null)
            {
                DeactivateOnIdle();
                throw new SiloUnavailableException($"Placed on a silo without the plugins of point {point.Index}; to be placed again.");
            }

            try
            {
                catalogue = await data.For(point, lease.Catalogue);
            }
            catch (DataFileException missing)
            {
                return new(Outcome: null, Seconds: 0, Failure.From(missing));
            }
        }

        var reply = await pool.Run(() => Compute(catalogue, point, task, cancellationToken), cancellationToken);
        meter.Computed(TimeSpan.FromSeconds(reply.Seconds), reply.Outcome);
        if (!seats.IsHere(this.GetPrimaryKeyString()))
        {
            DeactivateOnIdle();   // nothing is lost but a kernel: the next call goes where it belongs
        }

        return reply;
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
        LetGo();
        return Task.CompletedTask;
    }

    private void LetGo()
    {
        kernel = null;
        lease?.Dispose();
        lease = null;
    }

    private BatchReply Compute(ModelCatalogue? catalogue, PointSpec point, BatchTask task, CancellationToken cancellationToken)
    {
        var limit = new WorkLimit(time, Budget, cancellationToken);
        try
        {
            var outcome = KernelFor(catalogue, point).Run(task, limit);
            return new(outcome, limit.Elapsed.TotalSeconds, Failure: null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            // The code of a plugin may throw anything, and its types must not cross the wire. What it left behind is not used again.
            kernel = null;
            return new(Outcome: null, limit.Elapsed.TotalSeconds, Failure.From(exception));
        }
    }

    private IBatchKernel KernelFor(ModelCatalogue? catalogue, PointSpec point)
    {
        if (catalogue is not null)
        {
            kernel = catalogue.Bind(point).CreateKernel();
            bound = point;
        }

        return kernel!;
    }

    private bool HasKernel(PointSpec point) => kernel is not null && SamePoint(bound!, point);

    /// <summary>Whether two descriptions are of the same point. A copy from another silo has a list of its own, which records compare by reference.</summary>
    private static bool SamePoint(PointSpec a, PointSpec b) =>
        ReferenceEquals(a, b)
        || (a.Estimator.Wrt.SequenceEqual(b.Estimator.Wrt, StringComparer.Ordinal)
            && (a with { Estimator = a.Estimator with { Wrt = b.Estimator.Wrt } }) == b);
}
