using DiffMH.Benchmarks.Models;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;

namespace DiffMH.Benchmarks.Many;

/// <summary><c>many</c>: an update with one parameter for each coupling against one with one for all, on the same graph and random numbers, in turn.</summary>
/// <param name="output">Where the table goes.</param>
internal sealed class ManyCommand(TextWriter output)
{
    /// <summary>How much dearer an update may be with many parameters.</summary>
    private const double Most = 1.5;

    private const int LeastUpdates = 20_000_000;

    private static readonly int[] Sides = [16, 71, 224, 708];

    /// <summary>The random graph with 10⁶ edges.</summary>
    public static SpinGraph Largest => SpinGraph.Random(500_000, 1_000_000);

    /// <summary>Prints the table.</summary>
    /// <param name="rounds">How often each side runs each case.</param>
    /// <returns>0, or 8 where an update with many parameters costs too much.</returns>
    public int Run(int rounds)
    {
        var plugins = DropFolder.Load();
        output.WriteLine($"One chain with 8 alternatives on periodic lattices and on a random graph, {rounds} rounds in turn; CPU time per update");
        output.WriteLine($"{"graph",12} {"couplings p",12} {"p = 1, ns",10} {"p, ns",8} {"ratio",6} {"sums, bytes / p",16}");
        var isCheap = true;
        foreach (var graph in Sides.Select(SpinGraph.Torus).Append(Largest))
        {
            isCheap &= Measure(plugins, graph, rounds) <= Most;
        }

        output.WriteLine(isCheap ? $"At most {Most} times the time of one parameter." : $"More than {Most} times the time of one parameter.");
        return isCheap ? 0 : 8;
    }

    private double Measure(ModelCatalogue plugins, SpinGraph graph, int rounds)
    {
        var draws = Math.Max(20, LeastUpdates / graph.Sites);
        var (shared, free) = (new Contender(plugins, new(graph, IsFree: false, draws)), new Contender(plugins, new(graph, IsFree: true, draws)));
        var (one, many, ratios) = (new double[rounds], new double[rounds], new double[rounds]);
        shared.Run(pass: 0);   // compiles both
        free.Run(pass: 0);
        for (var round = 0; round < rounds; round++)
        {
            (one[round], many[round]) = (shared.Run(round), free.Run(round));
            ratios[round] = many[round] / one[round];
        }

        output.WriteLine($"{graph.Name,12} {graph.Edges,12} {Median(one),10:F1} {Median(many),8:F1} {Median(ratios),6:F2} {free.Bytes / (double)graph.Edges,16:F1}");
        return Median(ratios);
    }

    private static double Median(double[] numbers) => numbers.Order().ElementAt(numbers.Length / 2);

    /// <summary>One kernel.</summary>
    private sealed class Contender(ModelCatalogue plugins, MachineSweep sweep)
    {
        private readonly PointModel model = sweep.Bind(plugins);
        private readonly IBatchKernel kernel = sweep.Bind(plugins).CreateKernel();

        /// <summary>Bytes of the sums of the last batch.</summary>
        public long Bytes { get; private set; }

        /// <summary>CPU nanoseconds per update.</summary>
        public double Run(int pass)
        {
            var before = Environment.CpuUsage.TotalTime;
            Bytes = (long)kernel.Run(new BatchTask(ChainPass.At(pass), [new ReplicateSlice(0, 0, 1, model.Theta.Initial)], null), new Unlimited()).Sums.Count * sizeof(double);
            return (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / sweep.Updates;
        }
    }
}
