using DiffMH.Client.Sweeps;
using DiffMH.Engine.Models;
using DiffMH.Silo.Hosting;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

/// <summary>A store in which no silo is at work: with a finished sweep, one with failed points, a paused and a cancelled one.</summary>
public sealed class StoredSweeps : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    internal FrozenSweep Finished { get; private set; } = null!;

    internal FrozenSweep Failed { get; private set; } = null!;

    internal FrozenSweep Paused { get; private set; } = null!;

    internal FrozenSweep Cancelled { get; private set; } = null!;

    internal string Digest { get; private set; } = null!;

    /// <summary>As the option <c>--store</c> takes it.</summary>
    internal string Store => $"sqlite:{folder.File("state.db")}";

    public async ValueTask InitializeAsync()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(
            new() { PluginFolder = CopiedPlugins.To(folder.File("plugins"), "DiffMH.Plugins.Mixture", "DiffMH.TestPlugins.Moods"), StatePath = folder.File("state.db") },
            TestContext.Current.CancellationToken);
        Finished = Freeze(SweepTexts.Small, cluster.Catalogue);
        Failed = Freeze(SweepTexts.Moody, cluster.Catalogue);
        Paused = Freeze(SweepTexts.Long, cluster.Catalogue);
        Cancelled = Freeze(SweepTexts.Long.Replace("name: long", "name: given-up"), cluster.Catalogue);
        Digest = SweepOf.LocalDigest(Finished, cluster.Catalogue);
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
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static FrozenSweep Freeze(string text, ModelCatalogue catalogue)
    {
        var loading = SweepLoader.Load("test.yaml", text, [], catalogue);
        Assert.Empty(loading.Errors);
        return loading.Sweep!;
    }

    private static async Task Submit(EmbeddedCluster cluster, FrozenSweep sweep, Func<SweepStatus, bool> condition)
    {
        await cluster.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));
        await SweepOf.Until(cluster.Grains.GetGrain<ISweepGrain>(sweep.Id), condition);
    }
}
