using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using DiffMH.Silo.Plugins;
using DiffMH.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace DiffMH.Silo.Hosting;

/// <summary>A silo in a process of its own: a member of the cluster of its store, for <c>diffmh silo start</c>.</summary>
public sealed class ClusterSilo : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReleasePatience = TimeSpan.FromSeconds(1.5);

    private readonly ClusterSiloOptions options;
    private PortLease? port;
    private PortLease? gateway;
    private IHost? host;

    private ClusterSilo(ClusterSiloOptions options, DroppedPlugins plugins) => (this.options, Plugins) = (options, plugins.Shelf.Statuses);

    /// <summary>Its name.</summary>
    public string Name => options.Name ?? $"{Environment.MachineName}-{port!.Port}";

    /// <summary>Where other silos reach it.</summary>
    public IPEndPoint Endpoint => new(options.Address, port!.Port);

    /// <summary>Where clients reach it.</summary>
    public IPEndPoint Gateway => new(options.Address, gateway!.Port);

    /// <summary>What became of each plugin folder at its start.</summary>
    public ImmutableArray<PluginStatus> Plugins { get; }

    /// <summary>Starts a silo; it has joined when this returns.</summary>
    /// <param name="options">Its settings.</param>
    /// <param name="log">Where warnings go; disposed with the silo.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such plugin folder.</exception>
    /// <exception cref="IOException">The store cannot be opened, or a port cannot be had.</exception>
    /// <exception cref="InvalidDataException">The store is damaged, not ours, or of a newer DiffMH.</exception>
    public static async Task<ClusterSilo> Start(ClusterSiloOptions options, ILoggerProvider log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var path = Path.GetFullPath(options.Store.File ?? throw new ArgumentException("A silo of a cluster needs a store that others can open.", nameof(options)));
        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new DirectoryNotFoundException($"The folder of the store '{path}' does not exist. Make it, or choose another store.");
        }

        var plugins = await Task.Run(() => DroppedPlugins.Open(options.PluginFolder, Copies(options.Store), TimeProvider.System), cancellationToken);
        var silo = new ClusterSilo(options, plugins);
        try
        {
            Try(path);
            await silo.Open(path, plugins, log, cancellationToken);
            return silo;
        }
        catch
        {
            silo.Release();
            throw;
        }
    }

    /// <summary>Stops politely: points at work commit first, and the others learn that it leaves. Takes less than three seconds.</summary>
    public async ValueTask DisposeAsync() => await Stopping.Within(StopPatience + ReleasePatience, async () =>
    {
        using var patience = new CancellationTokenSource(StopPatience);
        await host!.StopAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Release();
    });

    /// <summary>Copies of plugins last as long as the sweeps that need them, so they are beside these.</summary>
    private static PluginCopies Copies(StoreAddress store) => store.File is { } file ? new($"{Path.GetFullPath(file)}-plugins") : PluginCopies.Temporary;

    /// <summary>Opens the store and writes to it: what is wrong with it is said here, where Orleans would try for minutes and complain in its own words.</summary>
    private static void Try(string path)
    {
        using var file = SqliteFile.Open(path);
        file.Change(transaction =>
        {
            transaction.Connection!.Execute("UPDATE meta SET value = value + 1 WHERE key = 'version'");   // any number that was not used
            transaction.Commit();
            return true;
        });
    }

    private async Task Open(string path, DroppedPlugins plugins, ILoggerProvider log, CancellationToken cancellationToken)
    {
        port = await PortLease.Take(options.Address, options.Port, ClusterSiloOptions.FirstPort, cancellationToken);
        gateway = await PortLease.Take(options.Address, options.GatewayPort, ClusterSiloOptions.FirstGatewayPort, cancellationToken);
        host = Build(path, plugins, log);
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch (SocketException exception)
        {
            throw new IOException($"Cannot listen on {Endpoint} and {Gateway}: {exception.Message}. Give an address of this machine, and ports that may be used.", exception);
        }
    }

    private void Release()
    {
        host?.Dispose();
        port?.Dispose();
        gateway?.Dispose();
    }

    private IHost Build(string path, DroppedPlugins plugins, ILoggerProvider log)
    {
        var settings = new DiffMHOptions
        {
            PluginFolder = options.PluginFolder,
            Store = StoreAddress.Sqlite(path).ToString(),
            DataFolder = Path.GetDirectoryName(path)!,
            ComputeThreads = options.ComputeThreads,
        };
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddProvider(log).AddFilter(LogNoise.IsWorthReading);
        builder.UseOrleans(orleans =>
        {
            orleans.Configure<SiloOptions>(silo => silo.SiloName = Name);
            orleans.ConfigureEndpoints(options.Address, port!.Port, gateway!.Port);
            orleans.AddDiffMH(settings, Task.FromResult(plugins.Shelf));
            orleans.JoinStore(path);
            orleans.Services.AddSingleton(plugins).AddHostedService<PluginWatch>();
        });
        return builder.Build();
    }
}
