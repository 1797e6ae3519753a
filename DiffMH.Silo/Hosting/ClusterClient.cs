using System.Collections.Immutable;
using System.Net;
using DiffMH.Silo.Grains;
using DiffMH.Silo.Security;
using DiffMH.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Messaging;

namespace DiffMH.Silo.Hosting;

/// <summary>A connection to the silos of a store. It finds other silos by itself when those it uses are gone.</summary>
public sealed class ClusterClient : IAsyncDisposable
{
    /// <summary>How long a call may take: all calls of clients are short, and one in flight to a silo that was killed waits this long.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long silos may take to accept a client: those of a busy machine take seconds.</summary>
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(15);

    /// <summary>When it is asked whether TLS is why none has: those that are only busy are waited for all the same.</summary>
    private static readonly TimeSpan AskWhyAfter = TimeSpan.FromSeconds(5);

    /// <summary>How soon new silos are found.</summary>
    private static readonly TimeSpan LookForSilosEvery = TimeSpan.FromSeconds(2);

    /// <summary>How many silos are asked why nobody answers: they have the same settings.</summary>
    private const int AskedWhy = 3;

    private readonly IHost host;
    private readonly IMemberList members;
    private readonly GatewayList gateways;
    private readonly ImmutableArray<IPEndPoint> endpoints;
    private readonly Credentials credentials;

    private ClusterClient(IHost host, IMemberList members, GatewayList gateways, ImmutableArray<MembershipEntry> alive, Credentials credentials)
    {
        (this.host, this.members, this.gateways, this.credentials) = (host, members, gateways, credentials);
        endpoints = [.. alive.Select(GatewayList.Endpoint)];
        Gateways = [.. endpoints.Select(endpoint => $"{endpoint}")];
    }

    /// <summary>Where it found silos that listen, as <c>host:port</c>.</summary>
    public ImmutableArray<string> Gateways { get; }

    /// <summary>What in the store may lose commits though all is well now: sentences that say what to do.</summary>
    public ImmutableArray<string> StoreWarnings => members.Warnings;

    /// <summary>Finds the grains.</summary>
    public IGrainFactory Grains => host.Services.GetRequiredService<IClusterClient>();

    /// <summary>Whether a call failed on its way, as when a silo was lost, and not where it went: worth repeating, since all calls may be repeated.</summary>
    public static bool IsLost(Exception exception) => Transport.IsLost(exception);

    /// <summary>Connects to the silos of a store that ask for nothing.</summary>
    /// <inheritdoc cref="Connect(StoreAddress, Credentials, CancellationToken)"/>
    public static Task<ClusterClient> Connect(StoreAddress store, CancellationToken cancellationToken) => Connect(store, Credentials.None, cancellationToken);

    /// <summary>Connects to the silos of a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="credentials">What is shown to them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ClusterUnreachableException">No silo is running for this store, which is known within a second, or none answers, or only to other certificates, or the store is a server that does not.</exception>
    /// <exception cref="InvalidDataException">The store is damaged, not ours, or of a newer DiffMH.</exception>
    /// <exception cref="IOException">The store's file cannot be read.</exception>
    public static async Task<ClusterClient> Connect(StoreAddress store, Credentials credentials, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(credentials);
        var list = ClusterStore.OpenMembers(store);
        try
        {
            return await Connect(store, list, credentials, cancellationToken);
        }
        catch (Exception exception)
        {
            list.Dispose();
            if (exception is IOException && store.Redis is not null)
            {
                throw new ClusterUnreachableException(exception.Message, exception);   // silos and clients reach it, or are none
            }

            throw;
        }
    }

    /// <summary>The addresses in the cluster, unique for the lives of their processes, of the silos that listen now.</summary>
    /// <exception cref="InvalidDataException">The store is damaged.</exception>
    /// <exception cref="IOException">The store cannot be reached or read.</exception>
    public async Task<ImmutableArray<string>> Silos(CancellationToken cancellationToken) =>
        [.. (await gateways.Alive(cancellationToken)).Select(member => member.SiloAddress.ToParsableString())];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await host.StopAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        host.Dispose();
        members.Dispose();
    }

    private static async Task<ClusterClient> Connect(StoreAddress store, IMemberList list, Credentials credentials, CancellationToken cancellationToken)
    {
        var found = new GatewayList(list);
        var alive = await found.Alive(cancellationToken);
        if (alive.IsEmpty)
        {
            throw ClusterUnreachableException.NoSilo(store);
        }

        var client = new ClusterClient(Build(list.Cluster, found, credentials), list, found, alive, credentials);
        try
        {
            await client.Start(store, cancellationToken);
            return client;
        }
        catch
        {
            client.host.Dispose();
            throw;
        }
    }

    private static IHost Build(long cluster, GatewayList gateways, Credentials credentials)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => ClusterIdentity.Set(options, cluster));
            client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = ResponseTimeout);
            client.Configure<ClientMessagingOptions>(MessageBounds.Set);
            client.Show(credentials);
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = LookForSilosEvery);
            client.Services.AddSingleton<IGatewayListProvider>(gateways);

            // One that ends just now: the next attempt goes to another.
            client.UseConnectionRetryFilter(async (_, cancellation) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
                return true;
            });
        });
        return builder.Build();
    }

    private async Task Start(StoreAddress store, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ConnectPatience);
        var starting = host.StartAsync(patience.Token);
        var early = await WhyNotYet(starting, patience.Token);
        if (early is not null)
        {
            await patience.CancelAsync();
        }

        try
        {
            await starting;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw (early ?? await WhyByTls(cancellationToken)) is { } reason
                ? ClusterUnreachableException.Tls(reason, exception)
                : ClusterUnreachableException.NoAnswer(store, Gateways, exception);
        }
    }

    /// <summary>Why TLS keeps a start from its end; null where it has ended, or goes on for another reason.</summary>
    private async Task<string?> WhyNotYet(Task starting, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(starting, Task.Delay(AskWhyAfter, ended.Token));
        await ended.CancelAsync();
        try
        {
            return starting.IsCompleted ? null : await WhyByTls(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;   // the start ends by the same token, and says why
        }
    }

    private async Task<string?> WhyByTls(CancellationToken cancellationToken)
    {
        var reasons = await Task.WhenAll(endpoints.Take(AskedWhy).Select(endpoint => TlsDiagnosis.Of(endpoint, credentials.Tls, cancellationToken)));
        return Array.Find(reasons, reason => reason is not null);
    }
}
