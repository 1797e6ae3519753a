using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using DiffMH.Client;
using DiffMH.Silo.Hosting;
using DiffMH.Tests.Client;
using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiffMH.Tests.Telemetry;

/// <summary>What a silo answers over HTTP, to whom, and that nothing which is sent to it does any harm.</summary>
public sealed class HealthTests : IDisposable
{
    private const string Secret = "correct-horse-battery-staple";

    private readonly TemporaryFolder folder = new();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20) };

    public void Dispose()
    {
        http.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_silo_that_has_joined_is_alive_and_ready()
    {
        await using var silo = await Start(new());
        Assert.Equal((HttpStatusCode.OK, """{"status":"live"}"""), await Get(silo, "/health/live"));
        Assert.Equal((HttpStatusCode.OK, """{"status":"ready","checks":{"joined":"ok","store":"ok","plugins":"ok"}}"""), await Get(silo, "/health/ready"));
    }

    [Fact]
    public async Task A_command_asks_whether_it_is_alive_and_ends_with_4_where_nobody_answers()
    {
        await using var silo = await Start(new());
        var (code, output, _) = await Session.Run(TestContext.Current.CancellationToken, "silo", "health", "--http", $"{silo.Http!.Port}");
        Assert.Equal((ExitCode.Done, """{"status":"live"}""" + "\n"), (code, output.ReplaceLineEndings("\n")));
        var (away, _, error) = await Session.Run(TestContext.Current.CancellationToken, "silo", "health", "--http", $"{FreePort.Find()}");
        Assert.Equal(ExitCode.ClusterUnreachable, away);
        Assert.StartsWith("No silo answers at http://127.0.0.1:", error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await Session.Run(TestContext.Current.CancellationToken, "silo", "health")).Code);
    }

    [Fact]
    public async Task A_silo_whose_store_is_away_is_alive_and_not_ready_and_says_why()
    {
        using var store = new RedisTestStore();
        await using var silo = await Start(new(), store.Address);
        Assert.Equal(HttpStatusCode.OK, (await Get(silo, "/health/ready")).Status);
        store.Server.Stop();
        var (status, text) = await Until(silo, HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        var answer = JsonDocument.Parse(text).RootElement;
        Assert.Equal("not ready", answer.GetProperty("status").GetString());
        Assert.Equal("ok", answer.GetProperty("checks").GetProperty("plugins").GetString());
        Assert.StartsWith($"The Redis server {store.Address}", answer.GetProperty("checks").GetProperty("store").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Get(silo, "/health/live")).Status);

        store.Server.StartAgain();
        Assert.Equal(HttpStatusCode.OK, (await Until(silo, HttpStatusCode.OK)).Status);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer wrong-horse-battery-staple", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer " + Secret + "x", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer ", HttpStatusCode.Unauthorized)]
    [InlineData("Basic " + Secret, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer " + Secret, HttpStatusCode.OK)]
    public async Task With_a_token_metrics_and_reasons_are_told_to_those_who_know_it_and_health_to_everybody(string? header, HttpStatusCode expected)
    {
        await using var silo = await Start(new() { TokenFile = folder.Write("token", Secret + "\n") });
        Assert.Equal(expected, (await Get(silo, "/metrics", header)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Get(silo, "/health/live", header)).Status);
        var (status, text) = await Get(silo, "/health/ready", header);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(expected == HttpStatusCode.OK, text.Contains("checks", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET", "/", 404)]
    [InlineData("GET", "/health", 404)]
    [InlineData("GET", "/metrics/../health/live", 200)]
    [InlineData("POST", "/metrics", 405)]
    [InlineData("DELETE", "/health/live", 405)]
    [InlineData("HEAD", "/health/live", 200)]
    public async Task Only_three_pages_are_there_and_nothing_can_be_changed(string method, string path, int expected)
    {
        await using var silo = await Start(new());
        using var answer = await http.SendAsync(new(new(method), $"http://{silo.Http}{path}"), TestContext.Current.CancellationToken);
        Assert.Equal(expected, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_host_that_leads_here_is_not_answered()
    {
        await using var silo = await Start(new());
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{silo.Http}/metrics");
        request.Headers.Host = $"evil.example:{silo.Http!.Port}";
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri($"http://localhost:{silo.Http.Port}/metrics"), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Whatever_bytes_are_sent_it_still_answers()
    {
        await using var silo = await Start(new());
        for (var attempt = 0; attempt < 300; attempt++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(silo.Http!, TestContext.Current.CancellationToken);
            await client.GetStream().WriteAsync(Noise(attempt), TestContext.Current.CancellationToken);
        }

        Assert.Equal(HttpStatusCode.OK, (await Get(silo, "/health/live")).Status);
    }

    [Fact]
    public async Task It_does_not_listen_where_others_reach_it_without_a_token()
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Start(new() { Address = IPAddress.Any }));
        Assert.StartsWith("0.0.0.0 is reached by others, who then need a token: put one into a file", error.Message, StringComparison.Ordinal);
        await using var silo = await Start(new() { Address = IPAddress.Any, TokenFile = folder.Write("token", Secret) });
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri($"http://127.0.0.1:{silo.Http!.Port}/metrics"), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("short", "has 5 characters; it must be at least 16")]
    [InlineData("a token with blanks in it", "without blanks")]
    public async Task A_token_that_could_be_guessed_is_refused(string token, string expected)
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Start(new() { TokenFile = folder.Write("token", token) }));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(token, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silo_that_has_stopped_gives_its_port_back()
    {
        var port = FreePort.Find();   // not the first free one, which a silo of another test may take as soon as it is free
        await using (var first = await Start(new() { Port = port }))
        {
            Assert.Equal(port, first.Http!.Port);
        }

        await using var second = await Start(new() { Port = port });
        Assert.Equal(HttpStatusCode.OK, (await Get(second, "/health/live")).Status);
    }

    /// <summary>Up to 600 bytes without meaning, in two cases of three behind the beginning of a request.</summary>
    private static byte[] Noise(int attempt)
    {
        byte[] noise = [.. Enumerable.Range(0, attempt % 20).SelectMany(part => TestSeed.Key($"{TestSeed.Base} noise {attempt} {part}"))];
        return (attempt % 3) switch
        {
            0 => noise,
            1 => [.. "GET /metrics HTTP/1.1\r\n"u8, .. noise],
            _ => [.. "POST /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 999999999\r\n\r\n"u8, .. noise],
        };
    }

    private async Task<(HttpStatusCode Status, string Text)> Get(ClusterSilo silo, string path, string? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{new IPEndPoint(IPAddress.Loopback, silo.Http!.Port)}{path}");
        request.Headers.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimEnd());
    }

    /// <summary>Asks whether it is ready until it answers so, for half a minute at most.</summary>
    private async Task<(HttpStatusCode Status, string Text)> Until(ClusterSilo silo, HttpStatusCode status)
    {
        var answer = await Get(silo, "/health/ready");
        for (var attempt = 0; attempt < 60 && answer.Status != status; attempt++)
        {
            await Task.Delay(TimeSpan.FromSeconds(0.5), TestContext.Current.CancellationToken);
            answer = await Get(silo, "/health/ready");
        }

        return answer;
    }

    private Task<ClusterSilo> Start(HttpOptions options, StoreAddress? store = null) => ClusterSilo.Start(
        new()
        {
            Store = store ?? StoreAddress.Sqlite(folder.File("state.db")),
            PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins"),
            ComputeThreads = 1,
            Http = options,
        },
        NullLoggerProvider.Instance,
        TestContext.Current.CancellationToken);
}
