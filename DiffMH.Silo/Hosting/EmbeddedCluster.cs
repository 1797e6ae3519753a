using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using DiffMH.Engine.Models;
using DiffMH.Silo.Plugins;
using DiffMH.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace DiffMH.Silo.Hosting;

/// <summary>A cluster inside this process: real silos on loopback ports, for <c>diffmh run</c>.</summary>
public sealed class EmbeddedCluster : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan ReleasePatience = TimeSpan.FromSeconds(1.5);

    private readonly DataFolderLock? stateLock;
    private readonly List<IHost> silos = [];
    private PluginSet? plugins;

    private EmbeddedCluster(DataFolderLock? stateLock) => this.stateLock = stateLock;

    /// <summary>Finds the grains.</summary>
    public IGrainFactory Grains => silos[0].Services.GetRequiredService<IGrainFactory>();

    /// <summary>The models and couplings of the usable plugins.</summary>
    public ModelCatalogue Catalogue => plugins!.Catalogue;

    /// <summary>What became of each plugin folder.</summary>
    public ImmutableArray<PluginStatus> Plugins => plugins!.Statuses;

    /// <summary>Bytes in use in the state file; null where state is kept in memory.</summary>
    public long? StoreBytes => silos[0].Services.GetKeyedService<SqliteStore>(StorageName.Default)?.Bytes;

    /// <summary>Starts the silos and loads the plugins, side by side.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such plugin folder.</exception>
    /// <exception cref="IOException">The state file is in use by another process, or cannot be opened.</exception>
    /// <exception cref="InvalidDataException">The state file is damaged, not ours, or of a newer DiffMH.</exception>
    public static async Task<EmbeddedCluster> StartAsync(EmbeddedClusterOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Silos is < 1 or > 16)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Silos, "A process has 1 to 16 silos.");
        }

        PluginSet.RequireFolder(options.PluginFolder);
        var cluster = new EmbeddedCluster(options.StatePath is { } path ? DataFolderLock.Take(path) : null);
        try
        {
            var loading = options.Plugins is { } loaded ? Task.FromResult(loaded) : Task.Run(() => PluginSet.Load(options.PluginFolder), cancellationToken);
            await cluster.StartSilos(options, loading, cancellationToken);
            cluster.plugins = await loading;
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the silos: points at work commit first. Takes less than two seconds.</summary>
    public async ValueTask DisposeAsync() => await Stopping.Within(StopPatience + ReleasePatience, Stop);

    private async Task Stop()
    {
        using var patience = new CancellationTokenSource(StopPatience);
        for (var i = silos.Count - 1; i >= 0; i--)
        {
            // The first silo keeps the list of members, so it goes last.
            await silos[i].StopAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        foreach (var silo in silos)
        {
            silo.Dispose();
        }

        silos.Clear();
        stateLock?.Dispose();
    }

    private async Task StartSilos(EmbeddedClusterOptions options, Task<PluginSet> loading, CancellationToken cancellationToken)
    {
        var ports = FreePorts(options.Silos);
        var shelf = Shelve(loading);   // of the process: what is in quarantine in one silo is so in all
        for (var i = 0; i < ports.Length; i++)
        {
            silos.Add(Build(options, shelf, i, ports));
        }

        await silos[0].StartAsync(cancellationToken);
        await Task.WhenAll(silos.Skip(1).Select(silo => silo.StartAsync(cancellationToken)));
    }

    private static IHost Build(EmbeddedClusterOptions options, Task<PluginShelf> shelf, int silo, int[] ports)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        if (options.LogPath is { } log)
        {
            builder.Logging.AddProvider(LineLoggerProvider.ToFile(log)).AddFilter(LogNoise.IsWorthReading);
        }

        builder.UseOrleans(orleans =>
        {
            orleans.UseLocalhostClustering(ports[silo], gatewayPort: 0, new IPEndPoint(IPAddress.Loopback, ports[0]));
            orleans.Configure<EndpointOptions>(endpoint => endpoint.AdvertisedIPAddress = IPAddress.Loopback);
            orleans.AddDiffMH(SiloOptions(options, silo), shelf);
        });
        return builder.Build();
    }

    private static async Task<PluginShelf> Shelve(Task<PluginSet> loading) => PluginShelf.Of(await loading);

    private static DiffMHOptions SiloOptions(EmbeddedClusterOptions options, int silo)
    {
        var path = options.StatePath is null ? null : Path.GetFullPath(options.StatePath);
        return new()
        {
            PluginFolder = options.PluginFolder,
            Store = path is null ? DiffMHOptions.Memory : $"sqlite:{path}",
            DataFolder = path is null ? Path.GetTempPath() : Path.GetDirectoryName(path)!,
            ComputeThreads = Math.Max(1, (options.ComputeThreads / options.Silos) + (silo < options.ComputeThreads % options.Silos ? 1 : 0)),
            BatchLimit = options.BatchLimit,
            IsAlone = true,
        };
    }

    /// <summary>Ports that nobody listens on. They are found together, so that they differ.</summary>
    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
        {
            listener.Start();
        }

        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (var listener in listeners)
        {
            listener.Stop();
        }

        return ports;
    }
}
