using System.Globalization;
using System.Text.Json.Nodes;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Benchmarks.Many;

/// <summary>A Boltzmann machine on a graph, one chain: all couplings one parameter, or each its own.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="IsFree">Whether each coupling is a parameter.</param>
/// <param name="Draws">Sweeps-of-sites that are draws.</param>
internal sealed record MachineSweep(SpinGraph Graph, bool IsFree, int Draws)
{
    /// <summary>Sweeps-of-sites before them.</summary>
    public int Warmup { get; init; }

    /// <summary>Whether derivatives are taken by the covariance identity in place of alternatives.</summary>
    public bool IsIdentity { get; init; }

    /// <summary>Updates of the chain.</summary>
    public long Updates => (long)(Warmup + Draws) * Graph.Sites;

    /// <summary>The model, made as a silo makes it.</summary>
    public PointModel Bind(ModelCatalogue plugins)
    {
        var catalogue = plugins.With(new KnownData([Graph.File]));
        var result = SweepFreezer.Freeze(JsonNode.Parse(Document())!.AsObject(), catalogue);
        return result.Sweep is { } sweep
            ? catalogue.Bind(sweep.Points[0])
            : throw new InvalidOperationException(string.Join("; ", result.Problems.Select(problem => $"{problem.Path}: {problem.Message}")));
    }

    private string Document() => $$"""
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "benchmark", "seed": 20230613, "mode": "gradient",
          "model": { "plugin": "DiffMH.Plugins.Boltzmann", "name": "boltzmann-machine", "parameters": {
            "edges": "{{Graph.File.Reference}}", "J": {{(IsFree ? $$"""{ "file": "{{Graph.File.Reference}}", "column": 3 }""" : SpinGraph.Coupling.ToString(CultureInfo.InvariantCulture))}} } },
          "proposal": "uniform-spin", {{(IsIdentity ? "" : """ "coupling": "same-value", """)}}
          "estimator": { {{(IsIdentity ? """ "method": "covariance" """ : """ "alternatives": 8 """)}}, "wrt": ["J"] },
          "chain": { "chains": 1, "warmup": {{Warmup}}, "draws": {{Draws}}, "start": "hot" },
          "objective": { "evaluate": "bond_sum" },
          "replicates": { "count": 1 }
        }
        """;
}
