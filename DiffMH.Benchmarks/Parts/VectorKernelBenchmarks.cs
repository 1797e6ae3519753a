using System.Globalization;
using BenchmarkDotNet.Attributes;
using DiffMH.Benchmarks.Models;
using DiffMH.Engine.Models;

namespace DiffMH.Benchmarks.Parts;

/// <summary>The generic kernel of real vectors per coupled step of a lane: N(θ, I), <c>reflection</c>.</summary>
public class VectorKernelBenchmarks
{
    private const int Few = 3;
    private const int Many = 24;
    private const int Draws = 4000;

    private (IBatchKernel Kernel, BatchTask Task) few;
    private (IBatchKernel Kernel, BatchTask Task) many;

    /// <summary>d, and as many parameters.</summary>
    [Params(1, 10)]
    public int Dimension { get; set; }

    /// <summary>M.</summary>
    [Params(1, 8)]
    public int Alternatives { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var catalogue = DropFolder.Load();
        (few, many) = (Of(catalogue, Few), Of(catalogue, Many));
    }

    /// <summary>So few lanes are run one by one.</summary>
    [Benchmark(OperationsPerInvoke = Few * Draws, Baseline = true)]
    public BatchOutcome OneByOne() => few.Kernel.Run(few.Task, new NoLimit());

    [Benchmark(OperationsPerInvoke = Many * Draws)]
    public BatchOutcome EightAtATime() => many.Kernel.Run(many.Task, new NoLimit());

    private (IBatchKernel Kernel, BatchTask Task) Of(ModelCatalogue catalogue, int chains)
    {
        var theta = string.Join(", ", Enumerable.Repeat("0.3", Dimension));
        var sweep = new KernelSweep(
            $$"""{ "plugin": "DiffMH.Plugins.Gaussian", "name": "gaussian", "parameters": { "theta": [{{theta}}], "deviations": 1 } }""",
            string.Create(CultureInfo.InvariantCulture, $$"""{ "name": "random-walk", "scale": {{2.38 / Math.Sqrt(Dimension):R}} }"""),
            "reflection",
            "theta",
            "x[0]") { Alternatives = Alternatives, Chains = chains, Warmup = 0, Draws = Draws };
        var model = catalogue.Bind(sweep.Point(catalogue));
        return (model.CreateKernel(), new(ChainPass.At(0), [new(0, 0, model.Spec.Chain.Groups, model.Theta.Initial)], null));
    }
}
