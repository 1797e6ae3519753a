using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using DiffMH.Engine.Models;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Silo.Security;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Client;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Messaging;

namespace DiffMH.Tests.Security;

/// <summary>A silo in a process of its own is sent what no silo and no client sends, at both ports, while it computes: it goes on, with the same bits and no more memory.</summary>
[Collection(nameof(Alone))]
public sealed partial class HostileTests : IDisposable
{
    private const string Long = "DIFFMH_TEST_LONG";
    private const string Secret = "b81c4dd0d8c6f7a35a7d9f5e";

    /// <summary>How much memory the silo may take on more than it had, in bytes: what hundreds of connections take, and far less than one message may announce.</summary>
    private const long MostGrowth = 400L << 20;

    /// <summary>How long a connection is kept: whoever hangs up at once is not listened to.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.3);

    /// <summary>How long a greeting may take to be answered by a silo that computes, on a machine that may pause.</summary>
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(2);

    /// <summary>For certificates to be shown, by 64 at once to a silo that computes.</summary>
    private static readonly TimeSpan Greeting = TimeSpan.FromSeconds(10);

    private readonly SqliteTestStore store = new();
    private readonly ModelCatalogue catalogue = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")).Catalogue;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => store.Dispose();

    [Fact]
    public Task A_thousand_random_texts_and_a_thousand_broken_messages_at_each_port_change_nothing() => Attack(count: 1_000, draws: 800);

    [Fact]
    public Task Ten_thousand_of_each_change_nothing()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Long) == "1", $"takes minutes; runs with {Long}=1");
        return Attack(count: 10_000, draws: 5_000);
    }

    [Fact]
    public async Task Behind_certificates_neither_who_has_none_nor_who_has_one_changes_anything()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Long) == "1", $"takes minutes; runs with {Long}=1");
        using var folders = new TlsFolders();
        await Attack(count: 1_000, draws: 3_000, folders.Ours);
    }

    /// <summary>Sends everything there is to a silo at work.</summary>
    /// <param name="count">How often each is sent.</param>
    /// <param name="draws">How much the silo has to do meanwhile.</param>
    /// <param name="certificates">Those of silo and attackers; null for a silo that asks for none.</param>
    private async Task Attack(int count, int draws, string? certificates = null)
    {
        var (asSilo, asClient) = (Identity(certificates, TlsRole.Silo), Identity(certificates, TlsRole.Client));
        var environment = new Dictionary<string, string> { ["DIFFMH__TOKEN"] = Secret };
        if (certificates is not null)
        {
            environment["DIFFMH__TLS"] = certificates;
        }

        var sweep = SweepOf.Freeze(SweepOf.LongIsing.Replace("\"draws\": 100", string.Create(CultureInfo.InvariantCulture, $"\"draws\": {draws}"), StringComparison.Ordinal), catalogue);
        using var silo = await SiloProcess.Start($"{store}", environment);
        var ports = Ports().Match(silo.Ready);
        IPEndPoint[] endpoints = [IPEndPoint.Parse(ports.Groups[1].Value), IPEndPoint.Parse(ports.Groups[2].Value)];
        await using var client = await ClusterClient.Connect(store.Address, new(asClient, Token.TryParse(Secret)), Cancellation);
        await client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));
        await SweepOf.UntilAtWork(sweep, client.Grains);
        var conversation = await Record(sweep, asClient);
        Assert.True(conversation.Messages.Count > 10, $"only {conversation.Messages.Count} messages were recorded");

        var (before, clock) = (silo.Memory, Stopwatch.StartNew());
        await Strike(endpoints[0], "random texts to silos", count, (ref stream) => Random(ref stream));
        await Strike(endpoints[1], "random texts to clients", count, (ref stream) => Random(ref stream));
        if (certificates is not null)
        {
            await Strike(endpoints[0], "random texts to silos, by one of them", count, (ref stream) => Random(ref stream), asSilo);
            await Strike(endpoints[1], "random texts to clients, by one of them", count, (ref stream) => Random(ref stream), asClient);
        }

        var bySilo = await Strike(endpoints[0], "broken messages to silos", count, (ref stream) => conversation.Mutated(conversation.SiloGreeting, ref stream), asSilo, AnswerPatience);
        var byGateway = await Strike(endpoints[1], "broken messages to clients", count, (ref stream) => conversation.Mutated(conversation.Greeting, ref stream), asClient, AnswerPatience);
        TestContext.Current.SendDiagnosticMessage($"{(certificates is null ? 4 : 6) * count} attacks in {clock.Elapsed.TotalSeconds:0.0} s; {bySilo} and {byGateway} greetings answered; memory {before >> 20} MB before, at most {silo.MostMemory >> 20} MB");
        Assert.True(Math.Min(bySilo, byGateway) > count / 2, $"only {bySilo} and {byGateway} of {count} greetings were answered: the messages behind the others were never read");
        Assert.InRange(silo.MostMemory - before, long.MinValue, MostGrowth);

        var grain = client.Grains.GetGrain<ISweepGrain>(sweep.Id);
        Assert.Equal(RunState.Completed, (await SweepOf.Until(grain, _ => false)).State);
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.ClusterDigest(sweep, grain));
        Assert.Single(await client.Grains.GetGrain<ISweepDirectoryGrain>(0).List());
        Assert.DoesNotContain(Secret, silo.Error);
    }

    /// <summary>What a client without a token says: it asks all there is to ask, and tries to change something.</summary>
    private async Task<Conversation> Record(FrozenSweep sweep, TlsIdentity? asClient)
    {
        using var members = ClusterStore.OpenMembers(store.Address);
        var silos = new GatewayList(members);
        Assert.NotEmpty(await silos.Alive(Cancellation));
        RecordedStream? recorded = null;
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => ClusterIdentity.Set(options, members.Cluster));
            client.Services.AddSingleton<IGatewayListProvider>(silos);
            client.Show(new(asClient));
            client.Configure<ClientConnectionOptions>(connections => connections.ConfigureConnection(connection => connection.Use(async (context, next) =>
            {
                context.Transport = new StreamPipe(recorded = new RecordedStream(new PipeStream(context.Transport)));
                await next();
            })));
        });
        using var host = builder.Build();
        await host.StartAsync(Cancellation);
        var grains = host.Services.GetRequiredService<IClusterClient>();
        var grain = grains.GetGrain<ISweepGrain>(sweep.Id);
        await grains.GetGrain<ISweepDirectoryGrain>(0).List();
        await grains.GetGrain<IPluginRegistryGrain>(0).Silos();
        await grain.Status();
        await grain.Frozen();
        await grain.Points(0, 2);
        await grain.Result(0);
        await grain.Trace(1, 0);
        await grain.Gradient(0, 0, 0);
        await Assert.ThrowsAsync<TokenRefusedException>(grain.Pause);
        await Assert.ThrowsAsync<TokenRefusedException>(() => grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: 1)));
        await Assert.ThrowsAsync<TokenRefusedException>(() => grains.GetGrain<IDataGrain>(new string('a', 64)).Put(0, 1, new byte[1000]));
        var conversation = Conversation.Of(recorded!.Written, recorded.HasRead);
        await host.StopAsync(Cancellation);
        return conversation;
    }

    private delegate byte[] Attempt(ref RandomStream stream);

    /// <summary>Connects again and again, and sends something else each time.</summary>
    /// <param name="port">Where to.</param>
    /// <param name="name">What is sent.</param>
    /// <param name="count">How often.</param>
    /// <param name="attempt">Makes it.</param>
    /// <param name="identity">Whose certificate is shown; null for none.</param>
    /// <param name="greeted">How long the first answer may take; null for no longer than a connection is kept after it.</param>
    /// <returns>How often there was an answer.</returns>
    private static async Task<int> Strike(IPEndPoint port, string name, int count, Attempt attempt, TlsIdentity? identity = null, TimeSpan? greeted = null)
    {
        var answered = 0;
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = Cancellation }, async (number, cancellation) =>
        {
            var stream = TestSeed.Open(name, number);
            var bytes = attempt(ref stream);
            using var socket = new TcpClient();
            await socket.ConnectAsync(port, cancellation);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            try
            {
                patience.CancelAfter(Greeting);
                await using var connection = await Open(socket, identity, patience.Token);
                patience.CancelAfter(greeted ?? Patience);
                await connection.WriteAsync(bytes, patience.Token);
                for (var isFirst = true; await connection.ReadAsync(new byte[1024], patience.Token) > 0; isFirst = false)
                {
                    if (isFirst)
                    {
                        Interlocked.Increment(ref answered);
                        patience.CancelAfter(Patience);
                    }
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                // It is let go, or nothing more is said.
            }
        });
        return answered;
    }

    private static async Task<Stream> Open(TcpClient socket, TlsIdentity? identity, CancellationToken cancellation)
    {
        if (identity is null)
        {
            return socket.GetStream();
        }

        var stream = new SslStream(socket.GetStream());   // closing the socket closes it
        await new TlsHandshake(identity, TlsRole.Silo).AsClient(stream, cancellation);
        return stream;
    }

    private static TlsIdentity? Identity(string? certificates, TlsRole role) =>
        certificates is null ? null : TlsIdentity.Load(certificates, role, TimeProvider.System.GetUtcNow());

    private static byte[] Random(ref RandomStream stream)
    {
        var bytes = new byte[1 + stream.NextIndex(4096)];
        foreach (ref var value in bytes.AsSpan())
        {
            value = (byte)stream.NextIndex(256);
        }

        return bytes;
    }

    [GeneratedRegex(" is ready at ([0-9.:]+), for clients at ([0-9.:]+);")]
    private static partial Regex Ports();
}
