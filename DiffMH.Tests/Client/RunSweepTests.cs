using DiffMH.Client;
using DiffMH.Client.Results;
using DiffMH.Client.Results.Document;
using DiffMH.Tests.Support;
using DiffMH.Tests.Sweeps;

namespace DiffMH.Tests.Client;

public sealed class RunSweepTests : IDisposable
{
    private static readonly string[] Written = ["points.parquet", "report.md", "summary.json", "sweep.lock.json", "sweep.yaml", "trace.parquet"];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_sweep_whose_only_point_fails_has_no_digest_and_says_so()
    {
        var file = folder.Write("moods.yaml", SweepTexts.Moody.Replace("[throwing, vague, calm]", "[throwing]"));
        var plugins = CopiedPlugins.To(folder.File("held"), "DiffMH.TestPlugins.Moods");
        var (code, output, error) = await Session.Run(CancellationToken.None, "run", file, "--plugins", plugins, "--out", folder.File("failed"), "-q");
        Assert.True(code == ExitCode.PointsFailed, error);
        Assert.Contains("\ndigest none: nothing was computed\n", output);
        Assert.DoesNotContain("sha256:", output);
    }

    [Fact]
    public async Task Where_nothing_was_worth_a_warning_there_is_no_log()
    {
        var results = folder.File("quiet");
        var (code, _, error) = await Session.Run(CancellationToken.None, "run", folder.Write("quiet.yaml", SweepTexts.Small), "--out", results, "-q");
        Assert.True(code == ExitCode.Done, error);
        var log = Path.Combine(results, "silo.log");
        if (File.Exists(log))
        {
            var entries = (await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken)).Where(line => line.StartsWith("20", StringComparison.Ordinal)).ToArray();   // else a line is of the one before
            Assert.NotEmpty(entries);
            Assert.All(entries, entry => Assert.True(MachinePauses.Told(entry), entry));   // of a machine that stood still Orleans warns rightly
        }
    }

    [Fact]
    public async Task A_run_writes_its_folder_and_prints_one_document()
    {
        var (code, output, error) = await Run(SweepTexts.Small, "-o", "json");

        Assert.Equal(ExitCode.Done, code);
        Assert.DoesNotContain('\u001b', output + error);
        Assert.StartsWith("diffmh ", error);
        Assert.Equal(output, File.ReadAllText(Out("summary.json")));
        var summary = SummaryJson.Read<SummaryDocument>(output);
        Assert.Equal(RunState.Completed, summary.Sweep.State);
        Assert.StartsWith("sha256:", summary.Sweep.Digest);
        Assert.Equal(2, summary.Points.Count);
        Assert.All(summary.Points, point => Assert.True(point.Objective!.Mcse > 0 && point.Parameters["observation"].Mcse > 0));
        Assert.Equal(SweepTexts.Small, File.ReadAllText(Out("sweep.yaml")));
        Assert.Subset(Files(), Written.ToHashSet());
    }

    [Fact]
    public async Task A_finished_sweep_is_printed_again_without_computing()
    {
        var first = await Run(SweepTexts.Small, "-o", "json");
        File.Delete(Out("state.db"));

        var second = await Run(SweepTexts.Small, "-o", "json");

        Assert.Equal(first.Output, second.Output);
        Assert.Contains("finished before", second.Error);
        Assert.False(File.Exists(Out("state.db")));
    }

    [Fact]
    public async Task The_sweep_file_of_a_folder_gives_the_same_sweep_and_digest_overrides_included()
    {
        var first = Summary(await Run(SweepTexts.Small, "-o", "json", "--set", "chain.draws=40", "--set", "name=\"on\""));
        Assert.Contains("--set chain.draws=40", File.ReadAllText(Out("sweep.yaml")));

        var (_, again, _) = await Session.Run(CancellationToken.None, "run", Out("sweep.yaml"), "--out", folder.File("again"), "-o", "json", "--silos", "2", "--lanes-per-batch", "1");

        Assert.Equal((first.Sweep.Id, first.Sweep.Digest), (Summary(again).Sweep.Id, Summary(again).Sweep.Digest));
    }

    [Fact]
    public async Task Fresh_deletes_what_was_written_and_nothing_else()
    {
        await Run(SweepTexts.Small, "-q");
        File.WriteAllText(Out("notes.txt"), "mine");
        File.WriteAllText(Out("summary.json"), "broken");

        var (code, _, _) = await Run(SweepTexts.Small, "--fresh");

        Assert.Equal(ExitCode.Done, code);
        Assert.Equal("mine", File.ReadAllText(Out("notes.txt")));
        Assert.Equal(RunState.Completed, SummaryJson.Read<SummaryDocument>(File.ReadAllText(Out("summary.json"))).Sweep.State);
    }

    [Fact]
    public async Task Failed_points_give_exit_code_7_with_their_reasons_and_the_others_finish()
    {
        var plugins = Path.Combine(AppContext.BaseDirectory, "test-plugins");
        var (code, output, error) = await Run(SweepTexts.Moody, "--plugins", plugins);
        var again = await Run(SweepTexts.Moody, "--plugins", plugins, "-o", "json");

        Assert.True(code == ExitCode.PointsFailed, error);
        Assert.Contains("point 0 failed: not in the mood (System.InvalidOperationException)", output);
        Assert.Contains("point 1 failed: ", output);
        Assert.Equal(ExitCode.PointsFailed, again.Code);
        Assert.Equal([RunState.Failed, RunState.Failed, RunState.Completed], Summary(again).Points.Select(point => point.State));
        Assert.Contains("not in the mood", File.ReadAllText(Out("report.md")));
    }

    [Fact]
    public async Task A_point_that_does_not_return_gives_exit_code_7_after_the_limit_and_the_others_finish()
    {
        var plugins = CopiedPlugins.To(folder.File("held"), "DiffMH.TestPlugins.Moods");
        var (code, output, error) = await Run(SweepTexts.Moody.Replace("[throwing, vague, calm]", "[absent, calm]", StringComparison.Ordinal), "--plugins", plugins, "--batch-limit", "3", "-q");
        Assert.True(code == ExitCode.PointsFailed, error);
        Assert.Contains("point 0 failed: A call of model 'moods' of plugin DiffMH.TestPlugins.Moods 0.1.0 did not return within 3 s, at point 0", output);
        Assert.Contains("digest sha256:", output);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("86401")]
    [InlineData("soon")]
    public async Task A_limit_that_is_none_is_refused(string limit)
    {
        var (code, _, error) = await Run(SweepTexts.Small, "--batch-limit", limit);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains($"--batch-limit {limit}: expected 3 … 86400 seconds", error);
    }

    [Fact]
    public async Task Quiet_means_silent_standard_error()
    {
        var (_, output, error) = await Run(SweepTexts.Small, "-q");
        Assert.Empty(error);
        Assert.Contains("digest sha256:", output);
    }

    [Fact]
    public async Task A_folder_of_another_sweep_is_left_alone()
    {
        await Run(SweepTexts.Small, "-q");
        var (code, _, error) = await Run(SweepTexts.Small.Replace("seed: 7", "seed: 8"));
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("holds another sweep", error);
    }

    [Fact]
    public async Task A_folder_in_use_by_another_process_is_refused()
    {
        using var other = ResultsFolder.Open(folder.File("out"));
        var (code, _, error) = await Run(SweepTexts.Small);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("Another diffmh process is at work in", error);
    }

    [Fact]
    public async Task An_interrupted_run_goes_on_to_the_same_digest()
    {
        var whole = Summary(await Run(SweepTexts.Small.Replace("iterations: 6", "iterations: 4000"), "-o", "json"));
        Directory.Delete(folder.File("out"), recursive: true);
        string[] words = ["run", folder.File("sweep.yaml"), "--out", folder.File("out"), "-o", "json"];
        using var interruption = new CancellationTokenSource();
        var (code, output, error) = await Session.Run(SignallingWriter.AtProgress(interruption.Cancel), interruption.Token, words);
        Assert.Equal(ExitCode.Interrupted, code);
        Assert.Empty(output);
        Assert.Contains($"diffmh run {folder.File("sweep.yaml")} --out {folder.File("out")} -o json", error);
        Assert.Equal(RunState.Paused, SummaryJson.Read<SummaryDocument>(File.ReadAllText(Out("summary.json"))).Sweep.State);

        (code, output, error) = await Session.Run(CancellationToken.None, words);
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal(whole.Sweep.Digest, Summary(output).Sweep.Digest);
    }

    [Fact]
    public async Task A_run_that_its_wall_time_ended_leaves_a_file_that_reproduces_it_without_a_clock()
    {
        SummaryDocument first;
        var seconds = 1;
        do
        {
            first = Summary(await Run(SweepTexts.Long, "--fresh", "-o", "json", "--set", $"stop.wall_time=00:00:{seconds:00}", "--set", "output.observables=[is_1]"));
            seconds *= 4;
        }
        while (first.Points.Any(point => point.Iterations == 0) && seconds <= 16);   // the machine paused meanwhile

        Assert.All(first.Points, point => Assert.Equal((RunState.Completed, StopReason.WallTime), (point.State, point.StoppedBy)));
        Assert.All(first.Points, point => Assert.Equal("is_1", Assert.Single(point.Moments).Key));
        Assert.Equal(first.Points.Select(point => point.Iterations), SummaryJson.Read<LockDocument>(File.ReadAllText(Out("sweep.lock.json"))).Iterations!);
        Assert.Contains("diffmh run replay.yaml", File.ReadAllText(Out("report.md")));

        var (code, output, error) = await Session.Run(CancellationToken.None, "run", Out("replay.yaml"), "--out", folder.File("again"), "-o", "json", "--silos", "2");
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal(first.Sweep.Digest, Summary(output).Sweep.Digest);
        Assert.All(Summary(output).Points, point => Assert.Equal(StopReason.Iterations, point.StoppedBy));
        Assert.False(File.Exists(folder.File("again/replay.yaml")));
    }

    [Fact]
    public async Task A_run_of_which_pilots_chose_settings_leaves_a_file_that_has_their_choices()
    {
        const string Given = "estimator: { wrt: observation }";
        var text = SweepText.Mixture.With(Given, "estimator: { scheme: auto, alternatives: auto, wrt: observation }\nchain: { chains: 4, draws: 100 }");
        var first = Summary(await Run(text, "-o", "json"));
        var choice = Assert.Single(SummaryJson.Read<LockDocument>(File.ReadAllText(Out("sweep.lock.json"))).Choices!);
        Assert.Contains("diffmh run replay.yaml", File.ReadAllText(Out("report.md")));
        Assert.Contains("which another version might choose otherwise", File.ReadAllText(Out("report.md")));

        // Another choice in the file is another run: it is the file that says, and no pilot.
        var replay = File.ReadAllText(Out("replay.yaml"));
        Assert.Equal(first.Sweep.Digest, (await Again(replay, "again")).Sweep.Digest);
        Assert.False(File.Exists(folder.File("again/replay.yaml")));
        Assert.NotEqual(first.Sweep.Digest, (await Again(replay.With($"alternatives: {choice.Alternatives}", $"alternatives: {(choice.Alternatives == 1 ? 2 : 1)}"), "other")).Sweep.Digest);

        async Task<SummaryDocument> Again(string file, string name)
        {
            var (code, output, error) = await Session.Run(CancellationToken.None, "run", folder.Write($"{name}.yaml", file), "--out", folder.File(name), "-o", "json");
            Assert.True(code == ExitCode.Done, error);
            return Summary(output);
        }
    }

    private static SummaryDocument Summary((ExitCode Code, string Output, string Error) run) => Summary(run.Output);

    private static SummaryDocument Summary(string output) => SummaryJson.Read<SummaryDocument>(output);

    private string Out(string name) => Path.Combine(folder.File("out"), name);

    private HashSet<string> Files() => [.. Directory.GetFiles(folder.File("out")).Select(file => Path.GetFileName(file))];

    private Task<(ExitCode Code, string Output, string Error)> Run(string text, params string[] options) =>
        Session.Run(CancellationToken.None, ["run", folder.Write("sweep.yaml", text), "--out", folder.File("out"), .. options]);
}
