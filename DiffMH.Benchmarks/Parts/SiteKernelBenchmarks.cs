using BenchmarkDotNet.Attributes;
using DiffMH.Benchmarks.Models;

namespace DiffMH.Benchmarks.Parts;

/// <summary>The generic site kernel per update of the primal chain: 12 × 12 Ising model, fresh spins, <c>same-value</c>.</summary>
public class SiteKernelBenchmarks
{
    private const int Side = 12;
    private const int Chains = 8;
    private const int Warmup = 100;
    private const int Draws = 400;

    private IBatchKernel? kernel;
    private BatchTask? task;

    /// <summary>M.</summary>
    [Params(1, 8, 64)]
    public int Alternatives { get; set; }

    /// <summary>T: near the peak of the specific heat, and where every move is likely to be accepted.</summary>
    [Params(2.27, 6.0)]
    public double Temperature { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var sweep = new IsingSweep(Temperature, Alternatives, Chains, Warmup, Draws) { Side = Side };
        kernel = sweep.Kernel(DropFolder.Load());
        task = sweep.Task(pass: 0);
    }

    [Benchmark(OperationsPerInvoke = Chains * (Warmup + Draws) * Side * Side)]
    public BatchOutcome Update() => kernel!.Run(task!, new NoLimit());
}
