using DiffMH.Silo.Hosting;
using Orleans.TestingHost;

namespace DiffMH.Tests.Silo;

/// <summary>Clusters of Orleans' testing host with the wiring that all silos have.</summary>
internal static class TestClusters
{
    /// <summary>Starts silos that keep their state in a file, each with two compute threads.</summary>
    /// <param name="silos">How many.</param>
    /// <param name="dataFolder">Where the file is.</param>
    /// <param name="more">What else a silo has.</param>
    public static async Task<InProcessTestCluster> Start(short silos, string dataFolder, Action<ISiloBuilder>? more = null)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddDiffMH(new DiffMHOptions
            {
                PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins"),
                DataFolder = dataFolder,
                ComputeThreads = 2,
            });
            more?.Invoke(silo);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
