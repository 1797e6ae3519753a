using DiffMH.Silo.Grains;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Silo.Security;
using DiffMH.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.TestingHost;

namespace DiffMH.Tests.Silo;

/// <summary>A batch that was placed where its plugin is not, as may happen before silos know of each other.</summary>
public sealed class MisplacedBatchTests : IDisposable
{
    private const int Attempts = 20;

    private static readonly string Plugins = Path.Combine(AppContext.BaseDirectory, "plugins");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_is_opened_where_its_plugin_is_once_that_is_known()
    {
        await using var cluster = await Start();
        var silos = cluster.Silos.ToLookup(silo => silo.ServiceProvider.GetRequiredService<DiffMHOptions>().PluginFolder == folder.File("none"));
        var (full, bare) = (silos[false].Single(), silos[true].Single());
        var catalogue = PluginSet.Load(Plugins).Catalogue;
        var point = SweepOf.Freeze(SweepOf.Ising, catalogue).Points[0];
        var task = new BatchTask(ChainPass.Final, [new(Replicate: 0, FirstGroup: 0, Groups: 1, catalogue.Bind(point).Theta.Initial)], Continuation: null);

        // The silo with the plugin sends it to the other one, and keeps that address.
        var sent = await Misplace(full, bare, point, task);

        await ActivatorUtilities.CreateInstance<SiloReporter>(full.ServiceProvider, new TokenAgreement(Credentials.None, NullLogger<TokenAgreement>.Instance)).Report();
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                Assert.NotNull((await sent.Run(point, task, TestContext.Current.CancellationToken)).Outcome);
                return;
            }
            catch (SiloUnavailableException) when (TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(20))
            {
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>A batch that a silo has sent to another that does not hold its plugin.</summary>
    private static async Task<IChainBatchGrain> Misplace(InProcessSiloHandle from, InProcessSiloHandle to, PointSpec point, BatchTask task)
    {
        var grains = from.ServiceProvider.GetRequiredService<IGrainFactory>();
        for (var slot = 0; slot < Attempts; slot++)
        {
            foreach (var silo in new[] { from, to })
            {
                silo.ServiceProvider.GetRequiredService<PluginHolders>().Update(new("", []));
            }

            var batch = grains.GetGrain<IChainBatchGrain>(PointKey.ChainBatch(point, "sweep/0", slot));
            try
            {
                await batch.Run(point, task, TestContext.Current.CancellationToken);
            }
            catch (SiloUnavailableException)
            {
                return batch;
            }
        }

        throw new InvalidOperationException($"None of {Attempts} batches was placed on the silo without the plugin.");
    }

    private async Task<InProcessTestCluster> Start()
    {
        Directory.CreateDirectory(folder.File("none"));
        var (builder, started) = (new InProcessTestClusterBuilder(2), 0);
        builder.ConfigureSilo((_, silo) => silo.AddDiffMH(new DiffMHOptions
        {
            PluginFolder = Interlocked.Increment(ref started) == 1 ? Plugins : folder.File("none"),
            DataFolder = folder.Path,
            ComputeThreads = 1,
        }));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
