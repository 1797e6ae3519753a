using DiffMH.Benchmarks.Comparison;
using DiffMH.Benchmarks.Models;
using DiffMH.Engine.Runs;
using DiffMH.Silo.Hosting;

namespace DiffMH.Benchmarks.Overhead;

/// <summary><c>overhead</c>: sweeps through an embedded cluster against the same lanes in a plain loop, in turn, one compute thread each.</summary>
/// <param name="output">Where the table goes.</param>
internal sealed class OverheadCommand(TextWriter output)
{
    private const int Warmups = 2;

    // Updates per iteration are chosen for 11 ns per update with one alternative; the table prints what came out. There are
    // enough iterations that what a sweep costs once (start, last commit) does not count among what each of them costs.
    private static readonly (string Name, IsingSweep Sweep)[] Cases =
    [
        ("10 ms, 1 point", new(3, Alternatives: 1, Chains: 16, Warmup: 20, Draws: 380) { Iterations = 500 }),
        ("10 ms, 4 points", new(3, Alternatives: 1, Chains: 16, Warmup: 20, Draws: 380) { Iterations = 125, Points = 4 }),
        ("100 ms, 1 point", new(3, Alternatives: 1, Chains: 16, Warmup: 100, Draws: 3900) { Iterations = 40 }),
        ("as README's", new(3, Alternatives: 8, Chains: 16, Warmup: 100, Draws: 300) { Iterations = 600, Replicates = 8, InWords = true }),
    ];

    /// <summary>Prints the table.</summary>
    /// <param name="rounds">How often each side runs each case.</param>
    /// <returns>0, or 8 where a cluster's numbers are not those of the loop.</returns>
    public async Task<int> Run(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("diffmh-overhead-");
        try
        {
            var options = new EmbeddedClusterOptions { PluginFolder = DropFolder.Folder, StatePath = Path.Combine(folder.FullName, "state.db"), ComputeThreads = 1 };
            await using var cluster = await EmbeddedCluster.StartAsync(options, CancellationToken.None);
            output.WriteLine($"Embedded cluster (1 silo, 1 compute thread, state in a file) against the plain loop, {rounds} rounds in turn");
            output.WriteLine($"{"iteration",-16} {"loop ms",9} {"cluster ms",11} {"ratio",6} {"paired",7} {"least",6} {"most",6} {"CPU",6}");
            var isEqual = true;
            foreach (var (name, sweep) in Cases)
            {
                isEqual &= await Measure(name, sweep, cluster, rounds);
            }

            return isEqual ? 0 : 8;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<bool> Measure(string name, IsingSweep settings, EmbeddedCluster cluster, int rounds)
    {
        var loops = new List<Cost>();
        var clusters = new List<Cost>();
        var isEqual = true;
        for (var round = 0; round < Warmups + rounds; round++)
        {
            // Another seed makes another sweep: the cluster would answer at once for one that it has finished.
            var sweep = (settings with { Seed = settings.Seed + (ulong)round }).Freeze(cluster.Catalogue);
            var (loop, expected) = await Cost.Of(() => Task.FromResult(Loop(sweep, cluster)));
            var (grains, found) = await Cost.Of(() => ClusterRun.Run(sweep, cluster.Grains));
            isEqual &= expected.SequenceEqual(found.Select(objective => objective.Value));
            if (round >= Warmups)
            {
                loops.Add(loop);
                clusters.Add(grains);
            }
        }

        Write(name, settings.Points * (settings.Iterations + 1), loops, clusters);
        if (!isEqual)
        {
            output.WriteLine($"{name}: the cluster's objective differs from the loop's: they did not run the same.");
        }

        return isEqual;
    }

    private void Write(string name, int passes, List<Cost> loops, List<Cost> clusters)
    {
        var (loop, cluster) = (Standing.Median(loops.Select(cost => cost.Seconds)), Standing.Median(clusters.Select(cost => cost.Seconds)));
        double[] paired = [.. clusters.Zip(loops, (own, other) => own.Seconds / other.Seconds)];
        var cpu = Standing.Median(clusters.Zip(loops, (own, other) => own.CpuSeconds / other.CpuSeconds));
        output.WriteLine(
            $"{name,-16} {1000 * loop / passes,9:0.00} {1000 * cluster / passes,11:0.00} {cluster / loop,6:0.000} {Standing.Median(paired),7:0.000} {paired.Min(),6:0.000} {paired.Max(),6:0.000} {cpu,6:0.000}");
    }

    private static double[] Loop(FrozenSweep sweep, EmbeddedCluster cluster)
    {
        var outcome = LocalRun.Run(sweep.Points.Select(point => LocalPoint.Of(cluster.Catalogue.Bind(point))));
        return [.. outcome.Points.Select(point => point.Result.Objective!.Value)];
    }
}
