using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DiffMH.Silo.Compute;
using DiffMH.Silo.Plugins;
using DiffMH.Silo.Security;
using DiffMH.Silo.Storage;
using DiffMH.Silo.Telemetry;
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

    /// <summary>Records for threads that were given up, which hold theirs for ever.</summary>
    private const int Spare = 16;

    private readonly ClusterSiloOptions options;
    private readonly Eviction eviction = new();
    private PortLease? port;
    private PortLease? gateway;
    private IClusterStore? store;
    private FlightRecorder? recorder;
    private SiloObservation? observation;
    private IHost? host;

    private ClusterSilo(ClusterSiloOptions options) => this.options = options;

    /// <summary>Its name.</summary>
    public string Name => options.Name ?? $"{Environment.MachineName}-{port!.Port}";

    /// <summary>Where other silos reach it.</summary>
    public IPEndPoint Endpoint => new(options.Address, port!.Port);

    /// <summary>Where clients reach it.</summary>
    public IPEndPoint Gateway => new(options.Address, gateway!.Port);

    /// <summary>Where it answers over HTTP how it is; null where it does not.</summary>
    public IPEndPoint? Http => observation!.Http;

    /// <summary>What became of each plugin folder at its start.</summary>
    public ImmutableArray<PluginStatus> Plugins { get; private set; } = [];

    /// <summary>Completes, with what Orleans says of it, when the silo is of no more use: see <see cref="IsTakenForDead"/>.</summary>
    public Task<string> Ended => eviction.Happened;

    /// <summary>Whether the other silos have taken this one for dead, as they do where they cannot reach it for some seconds.</summary>
    public bool IsTakenForDead => host!.Services.GetRequiredService<ISiloStatusOracle>().CurrentStatus == SiloStatus.Dead;

    /// <summary>What may go wrong later though all is well now, as commits that the store may lose: sentences that say what to do.</summary>
    public ImmutableArray<string> Warnings => [.. store!.Warnings, .. Exposure.Warnings(options, TimeProvider.System.GetUtcNow())];

    /// <summary>Ends where the silo cannot stay, with why: the others have another token.</summary>
    public Task<string> Disagreement => host!.Services.GetRequiredService<TokenAgreement>().Disagreement;

    /// <summary>Completes when somebody has asked the silo to leave, from any terminal: whoever started it stops it then.</summary>
    public Task AskedToLeave => host!.Services.GetRequiredService<Departure>().Asked;

    /// <summary>Starts a silo; it has joined when this returns.</summary>
    /// <param name="options">Its settings.</param>
    /// <param name="log">Where warnings go; disposed with the silo.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such plugin folder.</exception>
    /// <exception cref="IOException">The store cannot be opened, a port cannot be had, or this silo and one of another machine could not reach each other.</exception>
    /// <exception cref="InvalidDataException">The store is damaged, not ours, or of a newer DiffMH.</exception>
    public static async Task<ClusterSilo> Start(ClusterSiloOptions options, ILoggerProvider log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var silo = new ClusterSilo(options);
        try
        {
            await silo.Open(log, cancellationToken);
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

    /// <summary>Copies of plugins last as long as the sweeps that need them, so they are beside these, or with what else a machine keeps.</summary>
    private static PluginCopies Copies(ClusterSiloOptions options) =>
        options.Store.File is { } file ? new($"{Path.GetFullPath(file)}-plugins")
        : options.DataFolder is { } folder ? new(Path.Combine(folder, "plugin-copies"))
        : PluginCopies.Temporary;

    /// <summary>What stands for this silo of this process among all there ever are.</summary>
    private string ProcessName => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.MachineName}-{port!.Port}-{Environment.ProcessId}-{TimeProvider.System.GetUtcNow().UtcTicks:x}");

    /// <summary>Where the silos of a store on this machine keep what they compute: beside it, or with what else a machine keeps.</summary>
    private static string Flights(ClusterSiloOptions options, IClusterStore store) =>
        options.Store.File is { } file ? $"{Path.GetFullPath(file)}-flights"
        : Path.Combine(options.DataFolder ?? Path.Combine(Path.GetTempPath(), $"diffmh-{Environment.UserName}"), "flights", store.Cluster.ToString("x", CultureInfo.InvariantCulture));

    private async Task Open(ILoggerProvider log, CancellationToken cancellationToken)
    {
        store = await Task.Run(() => ClusterStore.Open(options.Store), cancellationToken);
        await SiloReach.Require(options, TimeProvider.System, cancellationToken);
        await TlsReach.Require(options, TimeProvider.System, cancellationToken);
        var plugins = await Task.Run(() => DroppedPlugins.Open(options.PluginFolder, Copies(options), TimeProvider.System), cancellationToken);
        Plugins = plugins.Shelf.Statuses;
        port = await PortLease.Take(options.Address, options.Port, ClusterSiloOptions.FirstPort, cancellationToken);
        gateway = await PortLease.Take(options.Address, options.GatewayPort, ClusterSiloOptions.FirstGatewayPort, cancellationToken);
        recorder = FlightRecorder.In(Flights(options, store), ProcessName, options.ComputeThreads + Spare);
        observation = await SiloObservation.Open(options, Name, cancellationToken);
        host = Build(plugins, log);
        observation.Follow(host.Services);
        try
        {
            var starting = host.StartAsync(cancellationToken);
            await await Task.WhenAny(starting, (Task)eviction.Happened);
            if (!starting.IsCompleted)
            {
                throw new IOException($"The silos of {options.Store} took this one for dead while it joined them: they cannot reach it at {Endpoint}. Give an address and a port at which they can.");
            }
        }
        catch (SocketException exception)
        {
            throw new IOException($"Cannot listen on {Endpoint} and {Gateway}: {exception.Message}. Give an address of this machine, and ports that may be used.", exception);
        }
    }

    private void Release()
    {
        observation?.Dispose();
        host?.Dispose();
        recorder?.Dispose();
        store?.Dispose();
        port?.Dispose();
        gateway?.Dispose();
    }

    private IHost Build(DroppedPlugins plugins, ILoggerProvider log)
    {
        var settings = new DiffMHOptions
        {
            PluginFolder = options.PluginFolder,
            Store = options.Store.ToString(),
            AcceptPlugins = options.AcceptPlugins,
            ComputeThreads = options.ComputeThreads,
            BatchLimit = options.BatchLimit,
        };
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddProvider(log).AddFilter(options.HasFullLog ? LogNoise.IsNews : LogNoise.IsWorthReading);
        builder.UseOrleans(orleans =>
        {
            orleans.Configure<SiloOptions>(silo => silo.SiloName = Name);
            orleans.ConfigureEndpoints(options.Address, port!.Port, gateway!.Port);
            orleans.Services.AddSingleton(store!);
            orleans.AddDiffMH(settings, Task.FromResult(plugins.Shelf));
            orleans.JoinStore(store!);
            orleans.Services.AddSingleton<IFatalErrorHandler>(eviction);
            orleans.Watch(recorder!, Flights(options, store!));
            orleans.Show(options.Credentials);
            orleans.Services.AddSingleton(plugins).AddHostedService<PluginWatch>();
        });
        return builder.Build();
    }
}
