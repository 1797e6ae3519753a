using System.Globalization;
using DiffMH.Silo.Compute;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace DiffMH.Silo.Hosting;

/// <summary>How many compute threads the cluster has now: each silo publishes its own number with its membership.</summary>
internal sealed class ComputeCapacity(DiffMHOptions options, ISiloStatusOracle silos, ISiloMetadataCache metadata, ComputePool pool, TimeProvider time)
{
    /// <summary>The name of the published number.</summary>
    public const string Key = "diffmh.compute-threads";

    private readonly Momentary<int> sums = new(time);

    /// <summary>Threads of all active silos, at least 1. A silo that has not published yet counts as this one.</summary>
    public int Threads => sums.Of(Key, _ => Math.Max(1, silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Sum(ThreadsOf)));

    /// <summary>Whether nothing waits for a thread of this silo, which stands for all: batches are spread over them.</summary>
    public bool IsIdle => pool.Waiting == 0;

    /// <summary>Threads of a silo.</summary>
    public int ThreadsOf(SiloAddress silo) =>
        metadata.GetSiloMetadata(silo)?.Metadata.TryGetValue(Key, out var text) == true
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads)
            ? threads
            : options.ComputeThreads;
}
