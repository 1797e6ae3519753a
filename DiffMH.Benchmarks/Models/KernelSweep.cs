using System.Text.Json.Nodes;
using DiffMH.Engine.Models;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Benchmarks.Models;

/// <summary>A sweep of one point and one replicate, evaluated once; the texts are JSON as it stands in a sweep file.</summary>
/// <param name="Model"><c>model</c>.</param>
/// <param name="Proposal"><c>proposal</c>.</param>
/// <param name="Coupling"><c>coupling</c>, a name.</param>
/// <param name="Wrt">The parameter a derivative is taken for, or the list of parameters.</param>
/// <param name="Objective">The observable or objective that is evaluated.</param>
internal sealed record KernelSweep(string Model, string Proposal, string Coupling, string Wrt, string Objective)
{
    /// <summary>M.</summary>
    public int Alternatives { get; init; } = 1;

    /// <summary>Chains of the one replicate.</summary>
    public required int Chains { get; init; }

    /// <summary>Steps that are not summed.</summary>
    public required int Warmup { get; init; }

    /// <summary>Steps that are.</summary>
    public required int Draws { get; init; }

    /// <summary>The point as a silo is told it.</summary>
    public PointSpec Point(ModelCatalogue plugins)
    {
        var result = SweepFreezer.Freeze(JsonNode.Parse(Document())!.AsObject(), plugins);
        return result.Sweep is { } sweep
            ? sweep.Points[0]
            : throw new InvalidOperationException(string.Join("; ", result.Problems.Select(problem => $"{problem.Path}: {problem.Message}")));
    }

    private string Document() => $$"""
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "benchmark", "seed": 20230613, "mode": "gradient",
          "model": {{Model}}, "proposal": {{Proposal}}, "coupling": "{{Coupling}}",
          "estimator": { "method": "dmh", "scheme": "symmetric", "pruning": "weight", "alternatives": {{Alternatives}}, "wrt": ["{{Wrt}}"] },
          "chain": { "chains": {{Chains}}, "warmup": {{Warmup}}, "draws": {{Draws}} },
          "objective": { "evaluate": "{{Objective}}" }, "replicates": { "count": 1 }
        }
        """;
}
