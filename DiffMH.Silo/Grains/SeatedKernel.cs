using DiffMH.Engine.Models;
using DiffMH.Silo.Compute;
using DiffMH.Silo.Plugins;

namespace DiffMH.Silo.Grains;

/// <summary>The kernel of a batch, made by the first call, with the plugins it is made of. One thread at a time may be in it.</summary>
/// <remarks>A thread that does not return is in nothing but this, which nobody else uses any more.</remarks>
/// <param name="point">The point whose lanes it runs.</param>
/// <param name="lease">The use of the point's plugins.</param>
/// <param name="catalogue">These plugins, with the point's data files.</param>
internal sealed class SeatedKernel(PointSpec point, PluginLease lease, ModelCatalogue catalogue)
{
    private ModelCatalogue? catalogue = catalogue;
    private IBatchKernel? kernel;

    /// <summary>Whether the plugin's code has failed in it. What it left behind is not used again.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether it runs lanes of a point. They do not depend on how the optimiser moves.</summary>
    /// <remarks>A copy from another silo has lists of its own, which records compare by reference.</remarks>
    public bool IsOf(PointSpec other) =>
        ReferenceEquals(point, other)
        || (point.Estimator.Wrt.SequenceEqual(other.Estimator.Wrt, StringComparer.Ordinal)
            && (point with { Estimator = point.Estimator with { Wrt = other.Estimator.Wrt }, Optimizer = other.Optimizer }) == other);

    /// <summary>Runs lanes on the thread that calls it.</summary>
    public BatchReply Run(BatchTask task, WorkLimit limit)
    {
        try
        {
            var outcome = Kernel().Run(task, limit);
            return new(outcome, limit.Elapsed.TotalSeconds, Failure: null);
        }
        catch (OperationCanceledException) when (limit.IsCancelled)
        {
            throw;
        }
        catch (Exception exception)
        {
            // The code of a plugin may throw anything, and its types must not cross the wire.
            IsBroken = true;
            return new(Outcome: null, limit.Elapsed.TotalSeconds, Failure.From(exception));
        }
    }

    /// <summary>Gives the plugins back; it is not to be used again.</summary>
    public void GiveBack()
    {
        (kernel, catalogue) = (null, null);
        lease.Dispose();
    }

    private IBatchKernel Kernel()
    {
        kernel ??= catalogue!.Bind(point).CreateKernel();
        catalogue = null;
        return kernel;
    }
}
