using System.Text.Json.Nodes;
using DiffMH.Engine.Models;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Benchmarks.Scale;

/// <summary>A sweep with 16 replicates of chains so cheap that what a cluster adds to them shows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Points">Its points, which differ in T alone; 2 or more.</param>
/// <param name="Seed">Its seed: another one makes another sweep.</param>
internal sealed record CheapSweep(string Name, int Points, int Seed)
{
    /// <summary>Iterations of one point.</summary>
    public int Iterations { get; init; } = 5;

    /// <summary>Passes of one point: its iterations and the evaluation at their end.</summary>
    public int Passes => Iterations + 1;

    /// <summary>Draws of a chain: with 10 a pass is a few thousand updates.</summary>
    public int Draws { get; init; } = 10;

    /// <summary>The sweep as a file.</summary>
    public string Document => $$"""
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "{{Name}}", "seed": {{Seed}}, "mode": "optimize",
          "model": { "plugin": "DiffMH.Plugins.Ising", "name": "ising-2d", "parameters": { "L": 4 } },
          "estimator": { "wrt": ["T"] },
          "chain": { "chains": 2, "warmup": 0, "draws": {{Draws}} },
          "objective": { "maximize": "specific_heat" },
          "optimizer": { "name": "adam", "learning_rate": 0.01, "iterations": {{Iterations}}, "bounds": { "T": [0.5, 10] } },
          "design": { "cross": [ { "model.parameters.T": { "linspace": [1, 6, {{Points}}] } } ] },
          "replicates": { "count": 16 }
        }
        """;

    /// <summary>The sweep as a client would submit it.</summary>
    public FrozenSweep Freeze(ModelCatalogue catalogue)
    {
        var result = SweepFreezer.Freeze(JsonNode.Parse(Document)!.AsObject(), catalogue);
        return result.Sweep ?? throw new InvalidOperationException(string.Join("; ", result.Problems.Select(problem => $"{problem.Path}: {problem.Message}")));
    }
}
