using System.Globalization;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace DiffMH.Silo.Hosting;

/// <summary>How many compute threads the cluster has now: each silo publishes its own number with its membership.</summary>
internal sealed class ComputeCapacity(DiffMHOptions options, ISiloStatusOracle silos, ISiloMetadataCache metadata)
{
    /// <summary>The name of the published number.</summary>
    public const string Key = "diffmh.compute-threads";

    /// <summary>Threads of all active silos, at least 1. A silo that has not published yet counts as this one.</summary>
    public int Threads => Math.Max(1, silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Sum(ThreadsOf));

    /// <summary>Threads of a silo.</summary>
    public int ThreadsOf(SiloAddress silo) =>
        metadata.GetSiloMetadata(silo)?.Metadata.TryGetValue(Key, out var text) == true
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads)
            ? threads
            : options.ComputeThreads;
}
