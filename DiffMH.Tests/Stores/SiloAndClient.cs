using DiffMH.Engine.Models;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiffMH.Tests.Stores;

/// <summary>A silo of a store, with the shipped plugins and one compute thread, and a client of it.</summary>
internal sealed class SiloAndClient : IAsyncDisposable
{
    private static readonly string Plugins = Path.Combine(AppContext.BaseDirectory, "plugins");

    private readonly ClusterSilo silo;
    private readonly ClusterClient client;

    private SiloAndClient(ClusterSilo silo, ClusterClient client) => (this.silo, this.client) = (silo, client);

    /// <summary>Finds the grains.</summary>
    public IGrainFactory Grains => client.Grains;

    /// <summary>The models and couplings of the plugins.</summary>
    public ModelCatalogue Catalogue { get; } = PluginSet.Load(Plugins).Catalogue;

    /// <summary>Starts both.</summary>
    public static async Task<SiloAndClient> Start(StoreAddress store)
    {
        var options = new ClusterSiloOptions { Store = store, PluginFolder = Plugins, ComputeThreads = 1 };
        var started = await ClusterSilo.Start(options, NullLoggerProvider.Instance, TestContext.Current.CancellationToken);
        return new(started, await ClusterClient.Connect(store, TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await silo.DisposeAsync();
    }
}
