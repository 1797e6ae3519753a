using DiffMH.Silo.Grains;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Models;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace DiffMH.Tests.Silo;

/// <summary>Whether a kernel that is kept runs the lanes that are asked for.</summary>
public sealed class SeatedKernelTests
{
    private const string Transformed = """
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "transformed", "seed": 7, "mode": "optimize",
          "model": { "plugin": "DiffMH.Plugins.Ising", "name": "ising-2d", "parameters": { "L": 3, "T": 4.0, "h": 0.3 } },
          "estimator": { "wrt": ["T", "J"] },
          "chain": { "chains": 2, "draws": 10 },
          "objective": { "maximize": "specific_heat" },
          "optimizer": { "learning_rate": 0.02, "iterations": 10, "transform": { "T": "log", "J": "log" } },
          "design": { "cross": [ { "model.parameters.L": [3, 4] } ] },
          "replicates": { "count": 2 }
        }
        """;

    [Fact]
    public void A_point_that_came_over_the_wire_is_the_same_and_another_is_not()
    {
        var serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();
        var points = SweepOf.Freeze(Transformed, BuiltPlugins.Catalogue).Points;
        var kernel = new SeatedKernel(points[0], new PluginLease(BuiltPlugins.Catalogue, () => { }), BuiltPlugins.Catalogue);

        Assert.True(kernel.IsOf(points[0]));
        Assert.True(kernel.IsOf(serializer.Deserialize<PointSpec>(serializer.SerializeToArray(points[0]))!));
        Assert.False(kernel.IsOf(points[1]));
        Assert.False(kernel.IsOf(points[0] with { Chain = points[0].Chain with { Draws = 11 } }));
        Assert.False(kernel.IsOf(points[0] with { Estimator = points[0].Estimator with { Wrt = ["T"] } }));
    }
}
