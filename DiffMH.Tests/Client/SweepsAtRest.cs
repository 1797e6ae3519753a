using DiffMH.Client.Sweeps;
using DiffMH.Engine.Models;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiffMH.Tests.Client;

/// <summary>A store in which no silo is at work: with a finished sweep, one with failed points, a paused and a cancelled one.</summary>
public abstract class SweepsAtRest(TestStore? store) : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    internal FrozenSweep Finished { get; private set; } = null!;

    internal FrozenSweep Failed { get; private set; } = null!;

    internal FrozenSweep Paused { get; private set; } = null!;

    internal FrozenSweep Cancelled { get; private set; } = null!;

    internal string Digest { get; private set; } = null!;

    /// <summary>As the option <c>--store</c> takes it.</summary>
    internal string Store => $"{store}";

    public async ValueTask InitializeAsync()
    {
        if (store is null)
        {
            return;
        }

        var plugins = CopiedPlugins.To(folder.File("plugins"), "DiffMH.Plugins.Mixture", "DiffMH.TestPlugins.Moods");
        var catalogue = PluginSet.Load(plugins).Catalogue;
        var options = new ClusterSiloOptions { Store = store.Address, PluginFolder = plugins };
        await using var silo = await ClusterSilo.Start(options, NullLoggerProvider.Instance, TestContext.Current.CancellationToken);
        await using var cluster = await ClusterClient.Connect(store.Address, TestContext.Current.CancellationToken);
        Finished = Freeze(SweepTexts.Small, catalogue);
        Failed = Freeze(SweepTexts.Moody, catalogue);
        Paused = Freeze(SweepTexts.Long, catalogue);
        Cancelled = Freeze(SweepTexts.Long.Replace("name: long", "name: given-up"), catalogue);
        Digest = SweepOf.LocalDigest(Finished, catalogue);
        await Submit(cluster, Finished, _ => false);
        await Submit(cluster, Failed, _ => false);
        await Submit(cluster, Paused, status => status.Progress > 0.0001);
        await cluster.Grains.GetGrain<ISweepGrain>(Paused.Id).Pause();
        await Submit(cluster, Cancelled, status => status.Progress > 0.0001);
        await cluster.Grains.GetGrain<ISweepGrain>(Cancelled.Id).Cancel();
        await cluster.Grains.GetGrain<ISweepDirectoryGrain>(0).List();
    }

    public ValueTask DisposeAsync()
    {
        store?.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private static FrozenSweep Freeze(string text, ModelCatalogue catalogue)
    {
        var loading = SweepLoader.Load("test.yaml", text, [], catalogue);
        Assert.Empty(loading.Errors);
        return loading.Sweep!;
    }

    private static async Task Submit(ClusterClient cluster, FrozenSweep sweep, Func<SweepStatus, bool> condition)
    {
        await cluster.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));
        await SweepOf.Until(cluster.Grains.GetGrain<ISweepGrain>(sweep.Id), condition);
    }
}
