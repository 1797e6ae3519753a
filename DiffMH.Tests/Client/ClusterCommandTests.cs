using System.Text.Json;
using DiffMH.Client;
using DiffMH.Client.Results.Document;
using DiffMH.Silo.Hosting;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiffMH.Tests.Client;

/// <summary>The commands that talk to silos.</summary>
public abstract class ClusterCommandTests(TestStore store) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly TemporaryFolder folder = new();

    private async Task<string?> RunDigest(string file, params string[] more)
    {
        var (code, output, error) = await Session.Run(CancellationToken.None, ["run", file, .. more, "--out", folder.File($"run-{more.Length}"), "-q", "-o", "json"]);
        Assert.True(code == ExitCode.Done, error);
        return SummaryJson.Read<SummaryDocument>(output).Sweep.Digest;
    }

    private static async Task<string?> WatchedDigest(RunningSilo silo, string sweep)
    {
        var (code, output, error) = await silo.Run("watch", sweep, "-q", "-o", "json");
        Assert.True(code == ExitCode.Done, error);
        return SummaryJson.Read<SummaryDocument>(output).Sweep.Digest;
    }

    private string Small => folder.Write("small.yaml", SweepTexts.Small);

    private string Long => folder.Write("long.yaml", SweepTexts.Long);

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_sweep_is_submitted_once_watched_to_its_end_and_gives_the_bits_of_run()
    {
        await using var silo = await Start();
        var (code, id, error) = await silo.Run("submit", Small);
        Assert.True(code == ExitCode.Done, error);
        Assert.Matches("^[0-9a-f]{16}\n$", id);
        Assert.Contains($"submitted small ({id.Trim()}): 2 points", error);
        Assert.DoesNotContain("warning", error);
        Assert.Contains($" watch {id.Trim()} --store {store}", error);   // it is not the machine's own store

        var (watched, output, _) = await silo.Run("watch", "small", "-o", "json");
        Assert.Equal(ExitCode.Done, watched);
        var summary = SummaryJson.Read<SummaryDocument>(output);
        Assert.Equal((id.Trim(), RunState.Completed), (summary.Sweep.Id, summary.Sweep.State));
        var (_, run, _) = await Session.Run(CancellationToken.None, "run", Small, "--out", folder.File("run"), "-q", "-o", "json");
        Assert.Equal(SummaryJson.Read<SummaryDocument>(run).Sweep.Digest, summary.Sweep.Digest);

        var (again, same, said) = await silo.Run("submit", Small, "-o", "json");
        Assert.Equal(ExitCode.Done, again);
        Assert.Contains("was submitted before and is completed", said);
        var document = SummaryJson.Read<SubmitDocument>(same);
        Assert.Equal((id.Trim(), true, RunState.Completed), (document.Sweep.Id, document.Attached, document.Sweep.State));
        Assert.Single((await silo.Run("list")).Output.TrimEnd().Split('\n')[1..]);
    }

    [Fact]
    public async Task The_status_of_what_has_ended_has_the_numbers_that_the_store_tells()
    {
        string told, document;
        await using (var silo = await Start())
        {
            await silo.Run("submit", Small, "--watch");
            (_, told, _) = await silo.Run("status", "small");
            (_, document, _) = await silo.Run("status", "small", "-o", "json");
        }

        Assert.Matches(@"\n0 +8 +completed +6/6 +\S+ +\S+", told);
        Assert.Contains("d/dobservation", told);
        Assert.Equal((told, document), ((await Session.Run(CancellationToken.None, "status", "small", "--store", $"{store}")).Output, (await Session.Run(CancellationToken.None, "status", "small", "--store", $"{store}", "-o", "json")).Output));
    }

    [Fact]
    public async Task Submit_and_watch_is_one_command()
    {
        await using var silo = await Start();
        var (code, output, error) = await silo.Run("submit", Small, "--watch", "--set", "seed=8");
        Assert.True(code == ExitCode.Done, error);
        Assert.StartsWith("small: completed", output);
        Assert.Contains("digest sha256:", output);
    }

    [Fact]
    public async Task A_broken_file_is_not_submitted()
    {
        await using var silo = await Start();
        var (code, output, error) = await silo.Run("submit", folder.Write("broken.yaml", SweepTexts.Small.Replace("seed: 7", "sead: 7")));
        Assert.Equal(ExitCode.InvalidSweep, code);
        Assert.Empty(output);
        Assert.Contains("broken.yaml:5:1: unknown key 'sead'", error);
        Assert.StartsWith("No sweeps in ", (await silo.Run("list")).Output);
    }

    [Fact]
    public async Task A_sweep_is_paused_resumed_cancelled_and_submitted_again()
    {
        await using var silo = await Start();
        await silo.Run("submit", Long);

        var (paused, output, error) = await silo.Run("pause", "long");
        Assert.True(paused == ExitCode.Done, error);
        Assert.StartsWith("pausing long (", error);
        Assert.StartsWith("long is paused: ", output);
        Assert.Equal("paused", await State(silo, "status", "long"));
        Assert.Contains("was submitted before and paused at", (await silo.Run("submit", Long)).Error);
        Assert.Contains("was submitted before and is running at", (await silo.Run("submit", Long)).Error);

        Assert.Equal("paused", await State(silo, "pause", "long"));
        Assert.Equal("running", await State(silo, "resume", "long"));
        Assert.Equal("cancelled", await State(silo, "cancel", "long"));
        var (refused, _, why) = await silo.Run("resume", "long");
        Assert.Equal(ExitCode.Usage, refused);
        Assert.Contains("was cancelled. Submit its file again", why);
        Assert.Equal(ExitCode.Cancelled, (await silo.Run("watch", "long")).Code);
        Assert.Equal(ExitCode.Cancelled, (await silo.Run("results", "long")).Code);
        Assert.Contains("was submitted before and cancelled at", (await silo.Run("submit", Long)).Error);
        Assert.Equal("running", await State(silo, "status", "long"));
    }

    [Fact]
    public async Task What_has_ended_cannot_be_steered()
    {
        await using var silo = await Start();
        await silo.Run("submit", Small, "--watch");
        var (code, output, error) = await silo.Run("cancel", "small");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Empty(output);
        Assert.Matches(@"small \([0-9a-f]{16}\) has ended\. Its results: diffmh results [0-9a-f]{16}", error);
    }

    [Fact]
    public async Task What_failed_is_tried_again_by_retry_alone()
    {
        var plugins = CopiedPlugins.To(folder.File("plugins"), "DiffMH.TestPlugins.Moods");
        await using var silo = await RunningSilo.Start(store.Address, plugins);
        string[] submit = ["submit", folder.Write("moods.yaml", SweepTexts.Moody), "--plugins", plugins];
        Assert.Equal(ExitCode.PointsFailed, (await silo.Run([.. submit, "--watch"])).Code);
        var (code, _, error) = await silo.Run(submit);
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("had ended with 2 failed points. To try these again: ", error);
        Assert.Contains("diffmh retry ", (await silo.Run("resume", "moods")).Error);

        Assert.Contains("no point of moods (", (await silo.Run("retry", "moods", "--state", "lost")).Error);
        (code, var output, error) = await silo.Run("retry", "moods", "-o", "json");
        Assert.True(code == ExitCode.Done, error);
        Assert.Contains("2 points of moods (", error);
        Assert.Equal(1, SummaryJson.Read<StatusDocument>(output).Sweep.Completed);
        var (watched, results, _) = await silo.Run("watch", "moods");
        Assert.Equal(ExitCode.PointsFailed, watched);
        Assert.Contains("point 0 failed: not in the mood", results);
        Assert.Contains("--state none: expected one of failed, lost", (await silo.Run("retry", "moods", "--state", "none")).Error);
    }

    [Fact]
    public async Task A_sweep_is_extended_by_points_and_by_replicates_to_the_bits_of_the_larger_one()
    {
        await using var silo = await Start();
        Assert.Equal(ExitCode.Done, (await silo.Run("submit", Small, "--watch")).Code);
        var larger = folder.Write("larger.yaml", SweepTexts.Small.Replace("[8, 4]", "[4, 6, 8]"));
        var (code, output, error) = await silo.Run("extend", "small", larger, "-o", "json");
        Assert.True(code == ExitCode.Done, error);
        Assert.Contains("3 points, of which 2 are those of small (", error);
        var extended = SummaryJson.Read<ExtendDocument>(output);
        Assert.Equal(2, extended.TakenOver);
        Assert.Equal(await RunDigest(larger), await WatchedDigest(silo, extended.Sweep.Id));

        (code, var id, error) = await silo.Run("extend", extended.From, "--replicates", "5");
        Assert.True(code == ExitCode.Done, error);
        Assert.Contains("2 points, of which 2 are those of small (", error);
        Assert.Equal(await RunDigest(Small, "--set", "replicates.count=5"), await WatchedDigest(silo, id.Trim()));
    }

    [Theory]
    [InlineData("the same sweep: there is nothing to add", "FILE")]
    [InlineData("is not among those of small. A larger sweep has all points of the smaller one", "OTHER")]
    [InlineData("has 3 replicates, more than 2. A larger sweep has at least as many", "--replicates", "2")]
    [InlineData("Nothing of small (", "LONGER")]
    [InlineData("needs a FILE with more points, or --replicates N, and not both", "FILE", "--replicates", "4")]
    [InlineData("needs a FILE with more points, or --replicates N, and not both")]
    public async Task What_is_no_extension_says_why(string expected, params string[] words)
    {
        await using var silo = await Start();
        Assert.Equal(ExitCode.Done, (await silo.Run("submit", Small)).Code);
        var (code, output, error) = await silo.Run(["extend", "small", .. words.Select(word => word switch { "FILE" => Small, "OTHER" => folder.Write("other.yaml", SweepTexts.Small.Replace("[8, 4]", "[8, 5]")), "LONGER" => folder.Write("longer.yaml", SweepTexts.Small.Replace("draws: 50", "draws: 60")), _ => word })]);
        Assert.Equal((ExitCode.Usage, ""), (code, output));
        Assert.Contains(expected, error);
    }

    [Fact]
    public async Task The_report_of_a_submitted_sweep_has_the_doubts_that_run_has()
    {
        await using var silo = await Start();
        var file = folder.Write("doubtful.yaml", """
            apiVersion: diffmh/v1
            kind: Sweep
            name: doubtful
            seed: 7
            mode: gradient
            model: { plugin: DiffMH.Plugins.Gaussian, name: gaussian, parameters: { theta: [0.5], deviations: 1 } }
            proposal: { name: random-walk, scale: 2 }
            estimator: { scheme: one-sided, wrt: [theta] }
            chain: { chains: 2, draws: 20 }
            objective: { evaluate: "mean(x[0])" }
            replicates: { count: 2 }
            """);
        var (code, _, error) = await silo.Run("submit", file, "--watch", "-q");
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal(ExitCode.Done, (await silo.Run("results", "doubtful", "--out", folder.File("doubtful"), "-q")).Code);
        Assert.Contains("its variance is infinite", File.ReadAllText(folder.File("doubtful/report.md")));
    }

    [Fact]
    public async Task Several_watch_one_leaves_and_a_cancellation_ends_the_others()
    {
        await using var silo = await Start();
        await silo.Run("submit", Long);
        using var leave = new CancellationTokenSource();
        var watching = await Task.WhenAll(Watch(silo, leave.Token), Watch(silo, CancellationToken.None), Watch(silo, CancellationToken.None, "-o", "json"));
        await leave.CancelAsync();
        var (left, nothing, said) = await watching[0].WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Interrupted, left);
        Assert.Empty(nothing);
        Assert.Matches(@"detached; the sweep goes on\. To come back: diffmh watch [0-9a-f]{16}", said);
        Assert.Equal("running", await State(silo, "status", "long"));

        await silo.Run("cancel", "long");
        foreach (var (code, output, _) in await Task.WhenAll(watching[1..]).WaitAsync(Patience, TestContext.Current.CancellationToken))
        {
            Assert.Equal(ExitCode.Cancelled, code);
            Assert.Contains("cancelled", output);
        }
    }

    [Fact]
    public async Task A_watch_outlives_the_silo_and_says_so()
    {
        await using var silo = await Start();
        await silo.Run("submit", Long);
        using var leave = new CancellationTokenSource();
        var watching = await Watch(silo, leave.Token);

        await silo.Restart();
        Assert.Equal("cancelled", await State(silo, "cancel", "long"));

        var (code, _, error) = await watching.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.True(code == ExitCode.Cancelled, error);
        Assert.Contains("the silo does not answer", error);
        Assert.Contains("connected again", error);
    }

    [Fact]
    public async Task A_plugin_that_no_silo_holds_is_warned_of_and_failed_points_give_exit_code_7()
    {
        var held = CopiedPlugins.To(folder.File("held"), "DiffMH.Plugins.Mixture", "DiffMH.TestPlugins.Moods");
        await using var silo = await RunningSilo.Start(store.Address, held);
        var (_, counts, error) = await silo.Run("submit", folder.Write("counts.yaml", Counts), "--plugins", Path.Combine(AppContext.BaseDirectory, "test-plugins"), "-o", "json");
        Assert.Contains("warning: no silo holds Counts", error);
        Assert.Contains("they hold none of that name", error);
        Assert.Equal("Counts", Assert.Single(SummaryJson.Read<SubmitDocument>(counts).MissingPlugins).Id);
        await silo.Run("cancel", "counts");

        var (code, output, said) = await silo.Run("submit", folder.Write("moods.yaml", SweepTexts.Moody), "--plugins", held, "--watch");
        Assert.True(code == ExitCode.PointsFailed, said);
        Assert.Contains("point 0 failed: not in the mood", output);
        Assert.DoesNotContain("warning", said);
    }

    [Fact]
    public async Task The_silos_are_shown_with_their_plugins_and_plugins_with_their_silos()
    {
        await using var silo = await Start();
        var (code, output, error) = await silo.Run("cluster", "status");
        Assert.True(code == ExitCode.Done, error);
        Assert.StartsWith($"{silo.Store}: 1 silo, 1 thread\n", output);
        Assert.Matches(@"\none +127\.0\.0\.1:\d+\S* +\d+\.\d+\.\d+ +1 +\d+\.\d% ", output);
        Assert.Matches(@"\nDiffMH\.Plugins\.Ising +\d+\.\d+\.\d+ +[0-9a-f]{8} +all", output);

        var (_, json, _) = await silo.Run("cluster", "status", "-o", "json");
        var only = Assert.Single(SummaryJson.Read<ClusterDocument>(json).Silos);
        Assert.Equal(("one", 1), (only.Name, only.Threads));
        Assert.InRange(only.BusyShare, 0, 1);
        Assert.All(only.Plugins, plugin => Assert.True(plugin.IsLoaded));

        var (_, list, _) = await silo.Run("plugin", "list");
        Assert.Matches(@"\nDiffMH\.Plugins\.Mixture .* here, one\n", list);
    }

    [Fact]
    public async Task Every_command_answers_in_json_and_without_escape_codes()
    {
        await using var silo = await Start();
        await silo.Run("submit", Small, "--watch");
        await silo.Run("submit", Long);
        string[] lines =
        [
            $"submit {Small} -o json", "list -o json", "status small -o json", "status long -o json", "watch small -o json", "results small -o json",
            "results long -o json", "export small --format json", "pause long -o json", "resume long -o json", "cancel long -o json",
            "plugin list -o json", "cluster status -o json",
        ];
        foreach (var line in lines)
        {
            var (_, output, error) = await silo.Run([.. line.Split(' '), "-v"]);
            Assert.NotEqual(JsonValueKind.Undefined, JsonDocument.Parse(output).RootElement.ValueKind);
            Assert.DoesNotContain('\u001b', output + error);
        }
    }

    [Fact]
    public async Task Silos_that_do_not_answer_are_not_told_as_none_running()
    {
        await using (var silo = await Start())
        {
            await silo.Run("submit", Small, "--watch");
        }

        // What listens there is a silo of another store, which refuses us.
        await using var other = await ClusterSilo.Start(
            new() { Store = store.Another("other.db"), PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins"), ComputeThreads = 1 }, NullLoggerProvider.Instance, TestContext.Current.CancellationToken);
        await TestStore.Insert(store.Address, new FakeSilo("busy", other.Gateway.Port).Entry(SiloStatus.Active));
        var (code, output, error) = await Session.Run(CancellationToken.None, "status", "small", "--store", $"{store}", "-o", "json");
        Assert.Equal(ExitCode.Done, code);
        Assert.StartsWith($"the silos of {store.Address} did not answer in time: this is what the store says", error);
        Assert.Equal("completed", JsonDocument.Parse(output).RootElement.GetProperty("sweep").GetProperty("state").GetString());
    }

    private const string Counts =
        """
        apiVersion: diffmh/v1
        kind: Sweep
        name: counts
        seed: 1
        mode: gradient
        model: { plugin: Counts, name: truncated-poisson, parameters: { rate: 3.7, largest: 8 } }
        estimator: { wrt: [rate] }
        chain: { chains: 4, warmup: 5, draws: 50 }
        objective: { evaluate: variance }
        """;

    /// <summary>Begins to watch the long sweep, and waits until that is under way.</summary>
    /// <returns>Its end.</returns>
    private static async Task<Task<(ExitCode Code, string Output, string Error)>> Watch(RunningSilo silo, CancellationToken leave, params string[] more)
    {
        var isFollowed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = silo.Run(SignallingWriter.AtProgress(() => isFollowed.TrySetResult()), leave, ["watch", "long", .. more]);
        await isFollowed.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        return ended;
    }

    private Task<RunningSilo> Start() => RunningSilo.Start(store.Address, plugins: null);

    private static async Task<string?> State(RunningSilo silo, params string[] words)
    {
        var (code, output, error) = await silo.Run([.. words, "-o", "json"]);
        Assert.True(code == ExitCode.Done, error);
        return JsonDocument.Parse(output).RootElement.GetProperty("sweep").GetProperty("state").GetString();
    }
}
