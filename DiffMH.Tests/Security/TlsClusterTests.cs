using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using DiffMH.Engine.Models;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Silo.Security;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Security;

/// <summary>Silos and clients that show each other certificates: they give the same bits, and nobody else is let in.</summary>
public sealed class TlsClusterTests : IDisposable
{
    /// <summary>To connect, to find out why that fails and whether it is a silo of the store that answers, and a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string Plugins = Path.Combine(AppContext.BaseDirectory, "plugins");

    private readonly TlsFolders folders = new();
    private readonly SqliteTestStore store = new();
    private readonly ConcurrentQueue<string> said = [];
    private readonly ModelCatalogue catalogue = PluginSet.Load(Plugins).Catalogue;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        store.Dispose();
        folders.Dispose();
    }

    [Fact]
    public async Task Two_silos_and_a_client_give_the_bits_of_a_single_process()
    {
        await using var first = await Start("first", TlsFolders.Of(folders.Ours, TlsRole.Silo));
        await using var second = await Start("second", TlsFolders.Of(folders.Ours, TlsRole.Silo));
        await using var client = await Connect(TlsFolders.Of(folders.Ours, TlsRole.Client));
        await Silos(client, reports => reports.Count == 2);
        var sweep = SweepOf.Freeze(SweepOf.LongIsing.Replace("\"draws\": 100", "\"draws\": 1000", StringComparison.Ordinal), catalogue);
        await client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: 1));
        var grain = client.Grains.GetGrain<ISweepGrain>(sweep.Id);
        Assert.Equal(RunState.Completed, (await SweepOf.Until(grain, _ => false)).State);
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.ClusterDigest(sweep, grain));
        await Silos(client, reports => reports.All(report => report.Batches > 0));   // both had a part in it

        NothingIsSaidOfTls();
    }

    [Fact]
    public async Task Clients_without_certificates_and_with_others_are_refused_with_a_sentence()
    {
        await using var silo = await Start("one", TlsFolders.Of(folders.Ours, TlsRole.Silo));
        await Refused(Credentials.None, $"The silo at {silo.Gateway} asks for TLS, and this process does not speak it. Give the folder of its certificates with --tls FOLDER, or DIFFMH__TLS.");
        await Refused(TlsFolders.Of(folders.Theirs, TlsRole.Client), $"TLS: the certificate of the silo at {silo.Gateway} is not of the authority in {folders.Theirs}/ca.pem.");

        // It trusts the silo, and has a certificate of somebody else.
        var mixed = folders.Another("mixed");
        Directory.CreateDirectory(mixed);
        File.Copy(Path.Combine(folders.Ours, "ca.pem"), Path.Combine(mixed, "ca.pem"));
        foreach (var file in new[] { "client.pem", "client.key" })
        {
            File.Copy(Path.Combine(folders.Expired, file), Path.Combine(mixed, file));
        }

        var outdated = new Credentials(TlsIdentity.Load(mixed, TlsRole.Client, TlsFolders.Yesterday.AddDays(-1)));
        await Refused(outdated, $"TLS: the silo at {silo.Gateway} refuses the certificate {mixed}/client.pem");
        await using var client = await Connect(TlsFolders.Of(folders.Ours, TlsRole.Client));
        Assert.Single(await Silos(client, reports => reports.Count > 0));
        Assert.Contains(said, line => line.Contains("TLS: no connection from", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_silo_whose_certificate_has_expired_is_not_spoken_to()
    {
        await using var silo = await Start("one", new(TlsIdentity.Load(folders.Expired, TlsRole.Silo, TlsFolders.Yesterday.AddDays(-1))));
        await Refused(TlsFolders.Of(folders.Ours, TlsRole.Client), $"TLS: the certificate of the silo at {silo.Gateway} has expired on {TlsFolders.Yesterday:yyyy-MM-dd HH:mm} UTC");
    }

    [Fact]
    public async Task A_client_is_no_silo()
    {
        await using var silo = await Start("one", TlsFolders.Of(folders.Ours, TlsRole.Silo));
        var client = TlsFolders.Of(folders.Ours, TlsRole.Client).Tls;
        Assert.Null(await TlsDiagnosis.Of(silo.Gateway, client, Cancellation));
        Assert.Contains("refuses the certificate", await Diagnosis(silo.Endpoint, client));
        Assert.Null(await TlsDiagnosis.Of(silo.Endpoint, TlsFolders.Of(folders.Ours, TlsRole.Silo).Tls, Cancellation));
        Assert.Contains(said, line => line.Contains("its certificate is not that of a silo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plain_silos_are_told_from_those_with_certificates_by_clients_and_by_silos()
    {
        await using var plain = await Start("plain", Credentials.None);
        await Refused(TlsFolders.Of(folders.Ours, TlsRole.Client), $"The silo at {plain.Gateway} does not speak TLS, and this process does");
        await Stays(TlsFolders.Of(folders.Ours, TlsRole.Silo), $"The silo at {plain.Endpoint} does not speak TLS, and this process does");
        NothingIsSaidOfTls();
    }

    [Fact]
    public async Task Silos_without_certificates_and_with_others_do_not_join()
    {
        await using var silo = await Start("one", TlsFolders.Of(folders.Ours, TlsRole.Silo));
        await Stays(Credentials.None, $"The silo at {silo.Endpoint} asks for TLS, and this process does not speak it");
        await Stays(TlsFolders.Of(folders.Theirs, TlsRole.Silo), $"TLS: the certificate of the silo at {silo.Endpoint} is not of the authority in");
        await using var client = await Connect(TlsFolders.Of(folders.Ours, TlsRole.Client));
        Assert.Single(await Silos(client, reports => reports.Count > 0));
    }

    [Fact]
    public async Task A_silo_of_another_cluster_where_one_was_killed_keeps_nobody_out()
    {
        await using var silo = await Start("one", TlsFolders.Of(folders.Ours, TlsRole.Silo));
        var another = store.Another("another.db");
        Assert.NotNull(await Diagnosis(silo.Endpoint, own: null));
        await TestStore.Insert(another, new FakeSilo("killed", silo.Endpoint.Port).Entry(SiloStatus.Active));
        await TlsReach.Require(Options("next", Credentials.None) with { Store = another }, new WaitlessTime(), Cancellation);
    }

    [Fact]
    public async Task Who_connects_and_says_nothing_is_let_go()
    {
        await using var silo = await Start("one", TlsFolders.Of(folders.Ours, TlsRole.Silo));
        using var mute = new TcpClient();
        await mute.ConnectAsync(silo.Gateway, Cancellation);
        Assert.Equal(0, await mute.GetStream().ReadAsync(new byte[1], Cancellation).AsTask().WaitAsync(Patience, Cancellation));
    }

    [Fact]
    public async Task A_silo_that_says_nothing_is_not_told_as_one_without_TLS()
    {
        using var frozen = new TcpListener(IPAddress.Loopback, 0);
        frozen.Start();   // connections are accepted by the machine, and nobody speaks
        var endpoint = (IPEndPoint)frozen.LocalEndpoint;
        Assert.Null(await TlsDiagnosis.Of(endpoint, TlsFolders.Of(folders.Ours, TlsRole.Silo).Tls, Cancellation));
        Assert.Null(await TlsDiagnosis.Of(endpoint, own: null, Cancellation));
    }

    [Fact]
    public async Task Who_hangs_up_after_the_handshake_is_not_said_to_have_failed_in_it()
    {
        await using var silo = await Start("one", TlsFolders.Of(folders.Ours, TlsRole.Silo));
        var client = TlsFolders.Of(folders.Ours, TlsRole.Client).Tls;
        var knocked = new List<string>();
        for (var knock = 0; knock < 100; knock++)
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(silo.Gateway, Cancellation);
            knocked.Add($"{connection.Client.LocalEndPoint}");
            await using var stream = new SslStream(connection.GetStream());
            await new TlsHandshake(client, TlsRole.Silo).AsClient(stream, Cancellation);
        }

        await using var after = await Connect(TlsFolders.Of(folders.Ours, TlsRole.Client));   // the silo has come to the last of them
        Assert.DoesNotContain(said, line => knocked.Any(from => line.Contains($"from {from}:", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_silo_that_others_can_reach_warns_where_it_shows_nothing()
    {
        var options = Options("one", Credentials.None) with { Address = IPAddress.Parse("10.0.0.12") };
        var now = TimeProvider.System.GetUtcNow();
        Assert.Contains("without TLS and without a token: whoever reaches it there can change what is computed", Exposure.Warnings(options, now).Single());
        Assert.Contains("without TLS: whoever can listen on the network learns the token", Exposure.Warnings(options with { Credentials = new(Token: Token.TryParse(new string('t', 32))) }, now).Single());
        Assert.Empty(Exposure.Warnings(options with { Credentials = TlsFolders.Of(folders.Ours, TlsRole.Silo) }, now));
        Assert.Empty(Exposure.Warnings(options with { Address = IPAddress.Loopback }, now));
    }

    private void NothingIsSaidOfTls()
    {
        string[] lines = [.. said.Where(line => line.Contains("TLS", StringComparison.Ordinal))];
        Assert.True(lines.Length == 0, string.Join('\n', lines));
    }

    /// <summary>Asks whether TLS is why a silo does not answer, until it is: the silo of a busy machine may refuse later than is waited for.</summary>
    private static async Task<string?> Diagnosis(IPEndPoint endpoint, TlsIdentity? own)
    {
        string? why = null;
        for (var clock = Stopwatch.StartNew(); why is null && clock.Elapsed < Patience;)
        {
            why = await TlsDiagnosis.Of(endpoint, own, Cancellation);
        }

        return why;
    }

    private async Task Refused(Credentials credentials, string expected)
    {
        var clock = Stopwatch.StartNew();
        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => Connect(credentials));
        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
        Assert.True(error.IsOfTls);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Patience);
    }

    private async Task Stays(Credentials credentials, string expected)
    {
        var clock = Stopwatch.StartNew();
        var error = await Assert.ThrowsAsync<IOException>(() => Start("another", credentials));
        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Patience);
    }

    private static async Task<IReadOnlyList<SiloReport>> Silos(ClusterClient client, Predicate<IReadOnlyList<SiloReport>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var reports = await client.Grains.GetGrain<IPluginRegistryGrain>(0).Silos();
            if (condition(reports))
            {
                return reports;
            }

            await Task.Delay(50, patience.Token);
        }
    }

    private Task<ClusterClient> Connect(Credentials credentials) => ClusterClient.Connect(store.Address, credentials, Cancellation);

    private async Task<ClusterSilo> Start(string name, Credentials credentials)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ClusterSilo.Start(Options(name, credentials), new LineLoggerProvider(said.Enqueue, isWhole: false), Cancellation);
            }
            catch (IOException exception) when (attempt < 3 && exception.Message.Contains("is in use", StringComparison.Ordinal))
            {
                // Another test has found the same port free.
            }
        }
    }

    private ClusterSiloOptions Options(string name, Credentials credentials) => new()
    {
        Store = store.Address,
        PluginFolder = Plugins,
        Name = name,
        Port = FreePort.Find(),   // not the first free one: silos of other tests, which look there for one that was killed, would knock
        GatewayPort = FreePort.Find(),
        ComputeThreads = 1,
        Credentials = credentials,
    };
}
