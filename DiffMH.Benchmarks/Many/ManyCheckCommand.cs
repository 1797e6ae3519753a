using System.Diagnostics;
using DiffMH.Benchmarks.Models;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;

namespace DiffMH.Benchmarks.Many;

/// <summary><c>many --check</c>: on a random graph with 10⁶ couplings, all of them parameters, sums of the derivatives by alternatives against those by the covariance identity.</summary>
/// <param name="output">Where the table goes.</param>
/// <remarks>
/// Single components are all noise at this size. Both methods watch the same chains, so replicates are compared in pairs: their mean difference
/// is 0 but for what the chains have not forgotten of their start, which at such weak couplings is nothing after the warm-up.
/// </remarks>
internal sealed class ManyCheckCommand(TextWriter output)
{
    private const int Blocks = 8;
    private const int Warmup = 15;
    private const int Draws = 30;

    /// <summary>As in the tests: five standard errors.</summary>
    private const double Limit = 5;

    /// <summary>Prints the table.</summary>
    /// <param name="replicates">How many chains each method has.</param>
    /// <returns>0, or 8 where the methods differ, or where what they agree on is not told from 0.</returns>
    public int Run(int replicates)
    {
        var (plugins, graph) = (DropFolder.Load(), ManyCommand.Largest);
        var (alternatives, identity) = (SumsOf(plugins, graph, isIdentity: false, replicates), SumsOf(plugins, graph, isIdentity: true, replicates));
        output.WriteLine($"d E[sum of bonds] / d J on a random graph of {graph.Sites} sites and {graph.Edges} edges; {replicates} chains of {Draws} draws");
        output.WriteLine($"{"",14} {"dmh",10} {"+-",8} {"covariance",10} {"+-",8} {"difference / error",18}");
        var (agree, isKnown) = (true, false);
        for (var sum = 0; sum < alternatives.Count; sum++)
        {
            var (one, other) = (alternatives.Of(sum), identity.Of(sum));
            var (left, right, difference) = (Mean(one), Mean(other), Mean([.. one.Zip(other, (a, b) => a - b)]));
            var score = difference.Value / difference.Error;
            agree &= Math.Abs(score) <= Limit;
            isKnown |= left.Value > Limit * left.Error;
            output.WriteLine($"{alternatives.NameOf(sum),14} {left.Value,10:F0} {left.Error,8:F0} {right.Value,10:F0} {right.Error,8:F0} {score,18:F1}");
        }

        using var process = Process.GetCurrentProcess();
        output.WriteLine($"largest working set: {process.PeakWorkingSet64 / (1024 * 1024)} MB");
        output.WriteLine(!agree ? $"They differ by more than {Limit} standard errors." : !isKnown ? "They agree, but nothing is told from 0: give more chains." : $"They agree within {Limit} standard errors, and are not 0.");
        return agree && isKnown ? 0 : 8;
    }

    private static BlockSums SumsOf(ModelCatalogue plugins, SpinGraph graph, bool isIdentity, int replicates)
    {
        var model = new MachineSweep(graph, IsFree: true, Draws) { Warmup = Warmup, IsIdentity = isIdentity }.Bind(plugins);
        var (kernel, p, k) = (model.CreateKernel(), graph.Edges, model.Observables.Length);
        var bonds = model.Observables.Select(observable => observable.Name).ToList().IndexOf("bond_sum");
        var sums = new BlockSums([.. model.Wrt.Select(position => model.Theta.Initial[position])], Blocks);
        for (var replicate = 0; replicate < replicates; replicate++)
        {
            var row = kernel.Run(new BatchTask(ChainPass.At(0), [new ReplicateSlice(replicate, 0, 1, model.Theta.Initial)], null), new Unlimited()).Sums.Values;
            var means = row[^((k + (model.Layout.HasScores ? 1 : 0)) * p)..].ToArray();
            foreach (ref var mean in means.AsSpan())
            {
                mean /= Draws;
            }

            sums.Add(row[SumsLayout.Moments + bonds] / Draws, means.AsSpan(bonds * p, p), model.Layout.HasScores ? means.AsSpan(k * p, p) : []);
        }

        return sums;
    }

    private static (double Value, double Error) Mean(double[] numbers)
    {
        var mean = numbers.Average();
        return (mean, Math.Sqrt(numbers.Sum(number => (number - mean) * (number - mean)) / (numbers.Length - 1.0) / numbers.Length));
    }
}
