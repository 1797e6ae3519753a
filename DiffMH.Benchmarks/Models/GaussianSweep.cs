using System.Text.Json.Nodes;
using DiffMH.Engine.Models;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Benchmarks.Models;

/// <summary>N(θ, I) in d dimensions: random walk of deviation 2.38/√d, <c>reflection</c>, <c>symmetric</c>, derivatives with respect to all of θ.</summary>
/// <param name="Dimension">d.</param>
/// <param name="Alternatives">M.</param>
/// <param name="Chains">Chains of the one replicate.</param>
/// <param name="Draws">Steps of each, all of which are summed.</param>
internal sealed record GaussianSweep(int Dimension, int Alternatives, int Chains, int Draws)
{
    /// <summary>The kernel, made as a silo makes it.</summary>
    public IBatchKernel Kernel(ModelCatalogue catalogue)
    {
        var result = SweepFreezer.Freeze(JsonNode.Parse(Document())!.AsObject(), catalogue);
        var sweep = result.Sweep ?? throw new InvalidOperationException(string.Join("; ", result.Problems.Select(problem => $"{problem.Path}: {problem.Message}")));
        return catalogue.Bind(sweep.Points[0]).CreateKernel();
    }

    /// <summary>All chains, for one call of the kernel.</summary>
    /// <param name="pass">Chooses the random numbers.</param>
    public BatchTask Task(int pass) => new(
        ChainPass.At(pass),
        [new ReplicateSlice(0, 0, new ChainSettings(Chains, 0, Draws, 1, "origin").Groups, Vector.Of([.. Enumerable.Repeat(0.3, Dimension), 1, Scale]))],
        null);

    private double Scale => 2.38 / Math.Sqrt(Dimension);

    private string Document() => $$"""
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "benchmark", "seed": 20230613, "mode": "gradient",
          "model": { "plugin": "DiffMH.Plugins.Gaussian", "name": "gaussian", "parameters": { "theta": [{{string.Join(", ", Enumerable.Repeat("0.3", Dimension))}}], "deviations": 1 } },
          "proposal": { "name": "random-walk", "scale": {{Scale:R}} }, "coupling": "reflection",
          "estimator": { "method": "dmh", "scheme": "symmetric", "pruning": "weight", "alternatives": {{Alternatives}}, "wrt": ["theta"] },
          "chain": { "chains": {{Chains}}, "warmup": 0, "draws": {{Draws}}, "start": "origin" },
          "objective": { "evaluate": "x[0]" },
          "replicates": { "count": 1 }
        }
        """;
}
