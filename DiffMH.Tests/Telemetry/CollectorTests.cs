using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using DiffMH.Client;
using DiffMH.Tests.Client;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Telemetry;

/// <summary>What a silo sends to a collector that its environment names.</summary>
public sealed class CollectorTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder folder = new();
    private readonly HttpListener collector = new();
    private readonly ConcurrentQueue<(string Path, string Body)> received = [];

    public void Dispose()
    {
        collector.Close();
        folder.Dispose();
    }

    [Fact]
    public async Task Spans_and_metrics_are_sent_with_the_name_of_the_silo()
    {
        var address = $"http://127.0.0.1:{FreePort.Find()}";
        collector.Prefixes.Add($"{address}/");
        collector.Start();
        _ = Collect();
        var store = $"sqlite:{folder.File("state.db")}";
        var environment = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            ["DIFFMH__NAME"] = "told",
        };
        using var silo = await SiloProcess.Start(store, environment);
        var (code, _, error) = await Session.Run(TestContext.Current.CancellationToken, "submit", folder.Write("small.yaml", SweepTexts.Small), "--watch", "--store", store);
        Assert.True(code == ExitCode.Done, error);

        foreach (var word in new[] { "sweep", "pass", "batch", "commit", "diffmh.iteration", "told" })
        {
            await Until("/v1/traces", word);
        }

        await Until("/v1/metrics", "diffmh.lanes");
        await Until("/v1/metrics", "told");
    }

    private async Task Until(string path, string word)
    {
        for (var clock = Stopwatch.StartNew(); !received.Any(sent => sent.Path == path && sent.Body.Contains(word, StringComparison.Ordinal)); await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            Assert.True(clock.Elapsed < Patience, $"nothing with '{word}' came to {path}, only {received.Count} other messages");
        }
    }

    /// <summary>Takes what comes; names are words in the bytes of its messages.</summary>
    private async Task Collect()
    {
        while (collector.IsListening)
        {
            var context = await collector.GetContextAsync();
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            received.Enqueue((context.Request.Url!.AbsolutePath, System.Text.Encoding.Latin1.GetString(body.ToArray())));
            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }
}
