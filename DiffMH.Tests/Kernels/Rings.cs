using System.Text.Json.Nodes;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Engine.Sweeps;
using DiffMH.Silo.Plugins;

namespace DiffMH.Tests.Kernels;

/// <summary>Sweeps of the test model <c>ring</c>, which brings the kernel <c>plain</c>.</summary>
internal static class Rings
{
    /// <summary>One point that leaves open what it can.</summary>
    public const string Text = """
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "ring", "seed": 7, "mode": "optimize",
          "model": { "plugin": "DiffMH.TestPlugins.Rings", "name": "ring", "parameters": { "T": 2, "h": 0.1 } },
          "estimator": { "wrt": ["T", "h"] },
          "chain": { "chains": 6, "warmup": 2, "draws": 10 },
          "objective": { "maximize": "spins" },
          "optimizer": { "learning_rate": 0.02, "iterations": 20, "bounds": { "T": [0.5, 10] } },
          "replicates": { "count": 3 }
        }
        """;

    /// <summary>The plugins made for tests.</summary>
    public static ModelCatalogue Catalogue { get; } = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "test-plugins")).Catalogue;

    /// <summary>The file with keys of its estimator, and a design.</summary>
    public static string With(string estimator = "", string design = "{}", string coupling = "same-value") =>
        Text.Replace("\"wrt\"", $"{estimator}{(estimator.Length > 0 ? ", " : "")}\"wrt\"", StringComparison.Ordinal)
            .Replace("\"chain\"", $"\"coupling\": \"{coupling}\", \"design\": {design}, \"chain\"", StringComparison.Ordinal);

    /// <summary>Everything about freezing a file.</summary>
    public static FreezeResult TryFreeze(string text) => SweepFreezer.Freeze(JsonNode.Parse(text)!.AsObject(), Catalogue);

    /// <summary>The sweep of a file.</summary>
    public static FrozenSweep Freeze(string text)
    {
        var frozen = TryFreeze(text);
        Assert.Empty(frozen.Problems);
        return frozen.Sweep!;
    }

    /// <summary>The sweep in the plain loop.</summary>
    public static LocalOutcome Run(FrozenSweep sweep, int? groupsPerBatch = null, IWorkLimit? limit = null) =>
        LocalRun.Run(sweep.Points.Select(point => LocalPoint.Of(Catalogue.Bind(point))), groupsPerBatch, limit);
}
