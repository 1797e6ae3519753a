using BenchmarkDotNet.Attributes;
using DiffMH.Benchmarks.Models;
using DiffMH.Engine.Couplings;
using DiffMH.Engine.Kernels;

namespace DiffMH.Benchmarks.Parts;

/// <summary>The generic label kernel per step: three labels, "one of the others", <c>residual</c>.</summary>
public class LabelKernelBenchmarks
{
    private const int Chains = 8;
    private const int Warmup = 50;
    private const int Draws = 5000;

    private static readonly ChainSettings Chain = new(Chains, Warmup, Draws, Thin: 1, "first");

    private IBatchKernel? kernel;
    private BatchTask? task;

    /// <summary>M.</summary>
    [Params(1, 8)]
    public int Alternatives { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var model = default(ThreeLabels);
        var problem = new LabelProblem(model, model, ObservableCount: 3, (ref _) => 0, new OtherLabel(3), default(ResidualCoupling<OtherLabel>));
        var estimator = new EstimatorSettings(EstimatorMethod.Dmh, Scheme.Symmetric, Pruning.Weight, Alternatives, ["observation"]);
        kernel = KernelFactory.Create(problem, new KernelSettings(20230613, [.. new byte[32]], [0], estimator, Chain));
        task = new BatchTask(ChainPass.At(0), [new ReplicateSlice(0, 0, Chain.Groups, Vector.Of(0.4))], null);
    }

    [Benchmark(OperationsPerInvoke = Chains * (Warmup + Draws))]
    public BatchOutcome Step() => kernel!.Run(task!, new NoLimit());
}
