using System.Text.Json.Nodes;
using DiffMH.Engine.Models;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Benchmarks.Models;

/// <summary>A sweep of 12 × 12 Ising models (or of another side): fresh spins at random sites, <c>same-value</c>, <c>symmetric</c>, derivative with respect to T.</summary>
/// <param name="Temperature">T in units of J/k; where it starts if it is optimised.</param>
/// <param name="Alternatives">M.</param>
/// <param name="Chains">Chains of the one replicate.</param>
/// <param name="Warmup">Sweeps-of-sites that are not summed.</param>
/// <param name="Draws">Sweeps-of-sites that are.</param>
internal sealed record IsingSweep(double Temperature, int Alternatives, int Chains, int Warmup, int Draws)
{
    /// <summary>L.</summary>
    public int Side { get; init; } = 12;

    /// <summary>Steps of the optimiser towards the largest specific heat; 0 to evaluate only.</summary>
    public int Iterations { get; init; }

    /// <summary>Points, which differ in J only, and by little.</summary>
    public int Points { get; init; } = 1;

    /// <summary>Independent repetitions of a point, each with its chains.</summary>
    public int Replicates { get; init; } = 1;

    /// <summary>Whether the model's own kernel runs it, with the scheme that this is for.</summary>
    public bool InWords { get; init; }

    /// <summary>The sweep's seed.</summary>
    public ulong Seed { get; init; } = 20230613;

    /// <summary>Updates of primal chains in one iteration of one point.</summary>
    public long Updates => (long)Replicates * Chains * (Warmup + Draws) * Side * Side;

    /// <summary>The sweep as a client would submit it.</summary>
    public FrozenSweep Freeze(ModelCatalogue catalogue)
    {
        var document = JsonNode.Parse(Document())!.AsObject();
        var result = SweepFreezer.Freeze(document, catalogue);
        return result.Sweep ?? throw new InvalidOperationException(string.Join("; ", result.Problems.Select(problem => $"{problem.Path}: {problem.Message}")));
    }

    /// <summary>The kernel of the first point, made as a silo makes it.</summary>
    public IBatchKernel Kernel(ModelCatalogue catalogue) => catalogue.Bind(Freeze(catalogue).Points[0]).CreateKernel();

    /// <summary>All chains, for one call of the kernel.</summary>
    /// <param name="pass">Chooses the random numbers.</param>
    public BatchTask Task(int pass) =>
        new(ChainPass.At(pass), [new ReplicateSlice(0, 0, new ChainSettings(Chains, Warmup, Draws, 1, "cold").Groups, Vector.Of(Temperature, 1, 0))], null);

    private string Scheme => InWords ? "" : "\"scheme\": \"symmetric\", \"pruning\": \"weight\", ";

    private string Document() => $$"""
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "benchmark", "seed": {{Seed}},
          "mode": "{{(Iterations > 0 ? "optimize" : "gradient")}}",
          "model": { "plugin": "DiffMH.Plugins.Ising", "name": "ising-2d", "parameters": { "L": {{Side}}, "T": {{Temperature}}, "J": 1, "h": 0 } },
          "proposal": "uniform-spin", "coupling": "same-value",
          "estimator": { "method": "dmh", {{Scheme}}"alternatives": {{Alternatives}}, "wrt": ["T"] },
          "chain": { "chains": {{Chains}}, "warmup": {{Warmup}}, "draws": {{Draws}}, "start": "cold" },
          "objective": { "{{(Iterations > 0 ? "maximize" : "evaluate")}}": "specific_heat" },
          {{(Iterations > 0 ? $$"""
          "optimizer": { "name": "adam", "learning_rate": 0.001, "iterations": {{Iterations}}, "bounds": { "T": [2, 4] } },
          """ : "")}}
          "design": { "cross": [ { "model.parameters.J": [{{string.Join(", ", Enumerable.Range(0, Points).Select(i => 1 + (0.001 * i)))}}] } ] },
          "replicates": { "count": {{Replicates}} }
        }
        """;
}
