using DiffMH.Silo.Hosting;

namespace DiffMH.Silo.Grains;

/// <summary>How many points of a sweep are at work at once.</summary>
/// <remarks>
/// A point at work takes memory, whether its batches compute or wait, and a cluster may have many sweeps. Together they have about twice as
/// many at work as there are threads, each at least two, and more only where threads have nothing to do. It is points that are counted: the
/// fewer there are, the more batches each has in flight, and which of them are computed is decided by <see cref="Compute.FairQueue"/>.
/// This is the one call against the direction client → sweep → aggregator → batch: the list answers at once, from what it remembers.
/// </remarks>
/// <param name="grains">Finds the list of sweeps.</param>
/// <param name="capacity">The threads of the cluster.</param>
/// <param name="isListed">Whether the sweep is on that list; else it is taken for the only one.</param>
internal sealed class Admission(IGrainFactory grains, ComputeCapacity capacity, bool isListed)
{
    /// <summary>One computes while the other forms its next iteration: a sweep that has a turn has work for it.</summary>
    private const int Least = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private int sweeps = 1;
    private Task looking = Task.CompletedTask;

    /// <summary>Of one sweep alone, one more than there are threads, so that none waits while a point forms its next iteration.</summary>
    private int Most => capacity.Threads + 1;

    /// <summary>The sweep's share of the points at work.</summary>
    public int Share => Math.Min(Most, Math.Max(Least, ((2 * Most) + sweeps - 1) / sweeps));

    /// <summary>How many may be at work now: beside the share, one more at each look while nothing waits for a thread.</summary>
    /// <param name="atWork">How many are.</param>
    public int Allowed(int atWork) => capacity.IsIdle ? Math.Max(Share, Math.Min(Most, atWork + 1)) : Share;

    /// <summary>Asks how many sweeps are at work, and waits a moment for the answer; where none comes, the last one counts.</summary>
    public async Task Look()
    {
        if (isListed)
        {
            looking = looking.IsCompleted ? Count() : looking;
            await looking.WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private async Task Count() => sweeps = Math.Max(1, await grains.GetGrain<ISweepDirectoryGrain>(0).AtWork());
}
