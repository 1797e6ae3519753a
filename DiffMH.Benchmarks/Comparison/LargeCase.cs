using System.Globalization;
using System.Text;
using DiffMH.Benchmarks.Models;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>A million sites: that it runs, in how much memory, and at which time per site.</summary>
internal static class LargeCase
{
    private const int Sites = 1_000_000;

    /// <summary>The square lattice of side 1024.</summary>
    public static ComparisonCase Lattice(Workshop workshop)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var sweep = new KernelSweep("""{ "plugin": "DiffMH.Plugins.Ising", "name": "ising-2d", "parameters": { "L": 1024, "T": 2.27 } }""", "\"uniform-spin\"", "same-value", "T", "energy")
        {
            Alternatives = 8, Chains = 2, Warmup = 2, Draws = 8,
        };
        return Case("ising-2d, L = 1024", before, workshop.Engine(sweep, 0));
    }

    /// <summary>A random graph with 10⁶ sites and twice as many edges.</summary>
    public static ComparisonCase Graph(Workshop workshop)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var edges = RandomGraph();
        var sweep = new KernelSweep(
            $$"""{ "plugin": "DiffMH.Plugins.Boltzmann", "name": "boltzmann-machine", "parameters": { "edges": "{{edges.Reference}}", "J": 0.3 } }""",
            "\"uniform-spin\"",
            "same-value",
            "J",
            "bond_sum") { Alternatives = 8, Chains = 2, Warmup = 2, Draws = 8 };
        return Case("boltzmann-machine, random graph, 10⁶ sites", before, workshop.With(edges).Engine(sweep, 0));
    }

    private static ComparisonCase Case(string target, long before, IEnumerable<IContender> contenders)
    {
        IContender[] ready = [.. contenders];
        ready[0].Run(round: 0);   // by then all has been allocated
        var megabytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;
        return new(string.Create(CultureInfo.InvariantCulture, $"{target}, {megabytes:0} MB with model and kernel"), ["f"], "θ", [.. ready], HasYardstick: false);
    }

    private static DataFile RandomGraph()
    {
        var stream = RandomSource.For(20230613, new byte[32], 0).Open(0, ChainPass.At(0), StreamRole.Start);
        var edges = new HashSet<(int, int)>();
        for (var site = 0; site < Sites; site++)
        {
            // Two edges from each site, so that none is left alone; to two others each on average.
            for (var own = 0; own < 2;)
            {
                var other = stream.NextIndex(Sites);
                own += other != site && edges.Add((Math.Min(site, other), Math.Max(site, other))) ? 1 : 0;
            }
        }

        var text = new StringBuilder();
        foreach (var (a, b) in edges)
        {
            text.Append(CultureInfo.InvariantCulture, $"{a} {b}\n");
        }

        return DataFile.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
