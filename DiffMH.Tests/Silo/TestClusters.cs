using DiffMH.Silo.Hosting;
using Orleans.TestingHost;

namespace DiffMH.Tests.Silo;

/// <summary>Clusters of Orleans' testing host with the wiring that all silos have.</summary>
internal static class TestClusters
{
    /// <summary>Starts silos that keep their state in a file, each with two compute threads.</summary>
    public static async Task<InProcessTestCluster> Start(short silos, string dataFolder)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) => silo.AddDiffMH(new DiffMHOptions
        {
            PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins"),
            DataFolder = dataFolder,
            ComputeThreads = 2,
        }));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
