using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using DiffMH.Client;
using DiffMH.Tests.Client;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Telemetry;

/// <summary>A silo in a process of its own that computes a sweep, as Prometheus and a collector of logs see it.</summary>
public sealed partial class ScrapeTests : IDisposable
{
    /// <summary>Of <see cref="SweepTexts.Small"/>: 2 points, each with 6 iterations and an evaluation of 3 replicates × 4 chains of 5 + 50 steps.</summary>
    private const int Iterations = 2 * 7, Lanes = Iterations * 3 * 4, Updates = Lanes * 55;

    private static readonly Dictionary<string, string> Environment = new() { ["DIFFMH__HTTP"] = "auto", ["DIFFMH__LOG"] = "json", ["DIFFMH__NAME"] = "seen" };

    private readonly TemporaryFolder folder = new();
    private readonly HttpClient http = new();

    private string Store => $"sqlite:{folder.File("state.db")}";

    public void Dispose()
    {
        http.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task What_was_computed_is_counted_to_the_unit()
    {
        using var silo = await SiloProcess.Start(Store, Environment);
        await Compute();
        var page = await Scrape(silo);

        Assert.Equal(Iterations, page.Sum("diffmh_iterations_total"));
        Assert.Equal(Lanes, page.Sum("diffmh_lanes_total"));
        Assert.Equal(Updates, page.Sum("diffmh_updates_total"));
        Assert.InRange(page.Sum("diffmh_batches_total"), Iterations, Lanes);
        Assert.InRange(page.Sum("diffmh_batch_call_duration_seconds_count"), page.Sum("diffmh_batches_total"), Lanes);
        Assert.InRange(page.Sum("diffmh_commit_duration_seconds_count"), 2, Iterations);
        Assert.Equal(page.Sum("diffmh_batch_call_duration_seconds_sum"), page.Sum("diffmh_compute_time_seconds_total"), 3);
        Assert.Equal((0, 0, 1), (page.Sum("diffmh_compute_queue"), page.Sum("diffmh_compute_threads_busy"), page.Sum("diffmh_compute_threads_limit")));
        Assert.Contains(page.Types.Keys, name => name.StartsWith("orleans_", StringComparison.Ordinal));
        Assert.Contains(page.Types.Keys, name => name.StartsWith("dotnet_", StringComparison.Ordinal));
        TestContext.Current.SendDiagnosticMessage($"{page.Types.Count} metrics");
    }

    [Fact]
    public async Task A_point_that_goes_on_from_its_commit_is_counted_as_recovered_and_said_in_the_log()
    {
        var sweep = folder.Write("long.yaml", SweepTexts.Long);
        using (var first = await SiloProcess.Start(Store, Environment))
        {
            await Session.Run(TestContext.Current.CancellationToken, "submit", sweep, "--store", Store);
            await Until(first, page => page.Types.ContainsKey("diffmh_commit_duration_seconds"));
            await first.Kill();
        }

        using var second = await SiloProcess.Start(Store, Environment);
        await Until(second, page => page.Sum("diffmh_points_recovered_total") > 0);
        JsonElement[] said;
        while ((said = Of(second, "PointRecovered")).Length == 0)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);   // the stream of errors comes later than the count
        }

        var entry = said[0];
        Assert.Matches("^[0-9a-f]{16}$", entry.GetProperty("sweep").GetString());
        Assert.Equal(JsonValueKind.Number, entry.GetProperty("point").ValueKind);
        Assert.InRange(entry.GetProperty("iteration").GetInt32(), 1, int.MaxValue);
    }

    [Fact]
    public async Task Each_entry_of_the_log_is_an_object_on_one_line_with_its_sweep_and_its_point()
    {
        using var silo = await SiloProcess.Start(Store, Environment);
        await Compute();
        JsonElement[] ended;
        for (var clock = Stopwatch.StartNew(); (ended = Of(silo, "PointEnded")).Length < 2 && clock.Elapsed < TimeSpan.FromSeconds(30);)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);   // the stream of errors comes later than the end
        }

        Assert.All(Entries(silo), entry => Assert.Equal(JsonValueKind.String, entry.GetProperty("time").ValueKind));
        Assert.Equal([0, 1], ended.Select(entry => entry.GetProperty("point").GetInt32()).Order());
        Assert.All(ended, entry => Assert.Equal(("Completed", "Information"), (entry.GetProperty("state").GetString(), entry.GetProperty("level").GetString())));
        Assert.Single(ended.Select(entry => entry.GetProperty("sweep").GetString()).Distinct());
    }

    [Fact]
    public async Task Promtool_finds_nothing_wrong_with_our_metrics()
    {
        Assert.SkipWhen(ShellProcess.Find("promtool") is null, "promtool is not installed");
        using var silo = await SiloProcess.Start(Store, Environment);
        await Compute();
        var page = await http.GetStringAsync(new Uri($"http://{Address(silo)}/metrics"), TestContext.Current.CancellationToken);
        var ours = page.Split('\n').Where(line => line.Replace("# HELP ", "", StringComparison.Ordinal).Replace("# TYPE ", "", StringComparison.Ordinal).StartsWith("diffmh_", StringComparison.Ordinal));
        using var check = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true })!;
        await check.StandardInput.WriteAsync(string.Concat(ours.Select(line => line + "\n")));
        check.StandardInput.Close();
        Assert.Equal("", await check.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, check.ExitCode);
    }

    [Fact]
    public async Task Prometheus_itself_scrapes_it()
    {
        Assert.SkipWhen(ShellProcess.Find("prometheus") is null, "prometheus is not installed");
        using var silo = await SiloProcess.Start(Store, Environment);
        var port = FreePort.Find();
        var settings = folder.Write("prometheus.yml", $"""
            global: {"{ scrape_interval: 1s }"}
            scrape_configs:
              - job_name: diffmh
                static_configs: [{"{ targets: ['"}{Address(silo)}{"'] }"}]
            """);
        using var prometheus = Process.Start(new ProcessStartInfo("prometheus", ["--config.file", settings, "--storage.tsdb.path", folder.File("prometheus"), "--web.listen-address", $"127.0.0.1:{port}"])
        {
            UseShellExecute = false,
        })!;
        try
        {
            await Compute();
            Assert.Equal("1", await Ask(port, "up{job='diffmh'}", value => value == "1"));
            Assert.Equal($"{Iterations}", await Ask(port, "diffmh_iterations_total", value => value == $"{Iterations}"));
        }
        finally
        {
            prometheus.Kill();
            await prometheus.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    private async Task Compute()
    {
        var (code, _, error) = await Session.Run(TestContext.Current.CancellationToken, "submit", folder.Write("small.yaml", SweepTexts.Small), "--watch", "--store", Store);
        Assert.True(code == ExitCode.Done, error);
    }

    private async Task<PrometheusPage> Scrape(SiloProcess silo)
    {
        using var answer = await http.GetAsync(new Uri($"http://{Address(silo)}/metrics"), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "text/plain; version=0.0.4; charset=utf-8"), (answer.StatusCode, $"{answer.Content.Headers.ContentType}"));
        return PrometheusPage.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task Until(SiloProcess silo, Predicate<PrometheusPage> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition(await Scrape(silo)))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), "the metrics do not show it within a minute");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The value of a query, asked until it is as wanted or a minute is over.</summary>
    private async Task<string?> Ask(int port, string query, Predicate<string?> isWanted)
    {
        string? value = null;
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromMinutes(1) && !isWanted(value); await Task.Delay(500, TestContext.Current.CancellationToken))
        {
            try
            {
                var text = await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/api/v1/query?query={Uri.EscapeDataString(query)}"), TestContext.Current.CancellationToken);
                value = JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(found => found.GetProperty("value")[1].GetString()).FirstOrDefault();
            }
            catch (HttpRequestException)
            {
                // It is starting.
            }
        }

        return value;
    }

    private static JsonElement[] Entries(SiloProcess silo) =>
        [.. silo.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement)];

    private static JsonElement[] Of(SiloProcess silo, string kind) => [.. Entries(silo).Where(entry => entry.TryGetProperty("event", out var name) && name.GetString() == kind)];

    private static string Address(SiloProcess silo) => HttpAddress().Match(silo.Ready).Groups["address"].Value;

    [GeneratedRegex(@", over HTTP at (?<address>127\.0\.0\.1:\d+);")]
    private static partial Regex HttpAddress();
}
