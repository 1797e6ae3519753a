using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Benchmarks.Many;

/// <summary>A Boltzmann machine on the periodic square lattice, one chain: all couplings one parameter, or each its own.</summary>
/// <param name="Side">L; there are 2 L² couplings.</param>
/// <param name="IsFree">Whether each coupling is a parameter.</param>
/// <param name="Draws">Sweeps-of-sites, all of them draws.</param>
internal sealed record TorusSweep(int Side, bool IsFree, int Draws)
{
    private const double Coupling = 0.3;

    private readonly Lazy<DataFile> edges = new(() => Edges(Side));

    /// <summary>Updates of the chain.</summary>
    public long Updates => (long)Draws * Side * Side;

    /// <summary>The model, made as a silo makes it.</summary>
    public PointModel Bind(ModelCatalogue plugins)
    {
        var catalogue = plugins.With(new KnownData([edges.Value]));
        var result = SweepFreezer.Freeze(JsonNode.Parse(Document())!.AsObject(), catalogue);
        return result.Sweep is { } sweep
            ? catalogue.Bind(sweep.Points[0])
            : throw new InvalidOperationException(string.Join("; ", result.Problems.Select(problem => $"{problem.Path}: {problem.Message}")));
    }

    private string Document() => $$"""
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "benchmark", "seed": 20230613, "mode": "gradient",
          "model": { "plugin": "DiffMH.Plugins.Boltzmann", "name": "boltzmann-machine", "parameters": {
            "edges": "{{edges.Value.Reference}}", "J": {{(IsFree ? $$"""{ "file": "{{edges.Value.Reference}}", "column": 3 }""" : Coupling.ToString(CultureInfo.InvariantCulture))}} } },
          "proposal": "uniform-spin", "coupling": "same-value",
          "estimator": { "alternatives": 8, "wrt": ["J"] },
          "chain": { "chains": 1, "warmup": 0, "draws": {{Draws}}, "start": "hot" },
          "objective": { "evaluate": "bond_sum" },
          "replicates": { "count": 1 }
        }
        """;

    private static DataFile Edges(int side)
    {
        var text = new StringBuilder();
        for (var site = 0; site < side * side; site++)
        {
            var row = site / side * side;
            text.Append(CultureInfo.InvariantCulture, $"{site} {row + ((site + 1) % side)} {Coupling}\n{site} {(site + side) % (side * side)} {Coupling}\n");
        }

        return DataFile.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
