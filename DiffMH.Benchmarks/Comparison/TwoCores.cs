using System.Diagnostics;
using DiffMH.Benchmarks.Models;
using DiffMH.Benchmarks.Overhead;
using DiffMH.Silo.Hosting;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>A whole sweep of batches of 100 ms through a silo with so many compute threads; its time is that of the clock.</summary>
internal sealed class TwoCores : IContender, IDisposable
{
    private static readonly IsingSweep Sweep = new(3, Alternatives: 1, Chains: 16, Warmup: 100, Draws: 3900) { Iterations = 1, Points = 40 };   // at the end one point is left for one thread

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("diffmh-cores-");
    private readonly EmbeddedCluster cluster;

    private TwoCores(int threads)
    {
        Name = threads == 1 ? "one compute thread" : $"{threads} compute threads";
        cluster = EmbeddedCluster.StartAsync(
            new EmbeddedClusterOptions { PluginFolder = DropFolder.Folder, StatePath = Path.Combine(folder.FullName, "state.db"), ComputeThreads = threads },
            CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Alternatives => 0;

    /// <summary>One thread and two, on the same sweep.</summary>
    public static ComparisonCase Case() => new("sweep of 40 points, batches of 100 ms, by the clock", ["C"], "T", [new TwoCores(1), new TwoCores(2)], HasYardstick: true);

    /// <inheritdoc/>
    public Measurement Run(int round)
    {
        // Another seed makes another sweep: the cluster would answer at once for one that it has finished.
        var sweep = (Sweep with { Seed = Sweep.Seed + (ulong)round }).Freeze(cluster.Catalogue);
        var updates = Sweep.Updates * Sweep.Points * (Sweep.Iterations + 1);
        var started = Stopwatch.GetTimestamp();
        var objectives = ClusterRun.Run(sweep, cluster.Grains).GetAwaiter().GetResult();
        return new(Stopwatch.GetElapsedTime(started).TotalNanoseconds / updates, updates, [new(objectives[0].Value, objectives[0].Error)], [default]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        cluster.DisposeAsync().AsTask().GetAwaiter().GetResult();
        folder.Delete(recursive: true);
    }
}
