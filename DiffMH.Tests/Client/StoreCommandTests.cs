using System.Text.Json;
using System.Text.Json.Nodes;
using DiffMH.Client;
using DiffMH.Client.Results.Document;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

/// <summary>The commands that read a store in which no silo is at work.</summary>
public abstract class StoreCommandTests(SweepsAtRest stored) : IDisposable
{
    private const string NoSilo = "no silo is running for ";
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_list_has_each_sweep_with_its_state_the_latest_first()
    {
        var (code, output, error) = await Run("list");
        Assert.Equal(ExitCode.Done, code);
        Assert.StartsWith(NoSilo, error);
        var lines = output.TrimEnd().Split('\n');
        Assert.Equal(["id", "name", "state", "points", "progress", "submitted"], Words(lines[0]));
        Assert.Equal(
            [(stored.Cancelled.Id, "given-up", "cancelled"), (stored.Paused.Id, "long", "paused"), (stored.Failed.Id, "moods", "failed"), (stored.Finished.Id, "small", "completed")],
            lines[1..].Select(line => (Words(line)[0], Words(line)[1], Words(line)[2])));
        Assert.Contains("3/3 (2 failed)", lines[3]);
        Assert.Matches(@"2/2 +100\.0% ", lines[4]);
    }

    [Fact]
    public async Task The_status_of_a_paused_sweep_is_that_of_its_last_commits()
    {
        var (code, output, _) = await Run("status", "long");
        Assert.Equal(ExitCode.Done, code);
        Assert.StartsWith($"long {stored.Paused.Id}: paused\n", output);
        Assert.Contains("0 of 2 points, ", output);
        Assert.Contains("observation", output);
        Assert.Contains("entropy", output);
        Assert.Matches(@"\n0 +8 +paused +\d+/100000 ", output);

        var (_, json, _) = await Run("status", stored.Paused.Id[..6], "-o", "json");
        var status = SummaryJson.Read<StatusDocument>(json);
        Assert.Equal((stored.Paused.Id, RunState.Paused, 2), (status.Sweep.Id, status.Sweep.State, status.Sweep.Points));
        Assert.True(status.Sweep.WallSeconds > 0);
        var point = status.Points[0];
        Assert.True(point.Iteration > 0 && point.Objective!.Name == "entropy" && double.IsFinite(point.Gradient!["observation"].Value));
        Assert.Equal(8, point.Settings!["model.parameters.observation"]!.GetValue<double>());
    }

    [Fact]
    public async Task Results_are_those_that_run_gives()
    {
        var (code, output, error) = await Run("results", "small", "-o", "json");
        Assert.True(code == ExitCode.Done, error);
        var summary = SummaryJson.Read<SummaryDocument>(output);
        Assert.Equal((stored.Finished.Id, stored.Digest), (summary.Sweep.Id, summary.Sweep.Digest));
        Assert.True(summary.Sweep.WallSeconds > 0);

        var (_, run, _) = await Session.Run(CancellationToken.None, "run", folder.Write("small.yaml", SweepTexts.Small), "--out", folder.File("run"), "-o", "json", "-q");
        Assert.Equal(JsonNode.Parse(run)!["points"]!.ToJsonString(), JsonNode.Parse(output)!["points"]!.ToJsonString());
        var (_, table, _) = await Run("results", "small");
        Assert.Contains($"digest {stored.Digest}", table);
    }

    [Fact]
    public async Task A_results_folder_has_the_files_of_run_and_its_sweep_file_gives_the_same_sweep()
    {
        var (code, _, error) = await Run("results", "small", "--out", folder.File("out"), "-q");
        Assert.True(code == ExitCode.Done, error);
        var (_, output, again) = await Session.Run(CancellationToken.None, "run", folder.File("out/sweep.yaml"), "--out", folder.File("again"), "-o", "json");
        Assert.Equal((stored.Finished.Id, stored.Digest), (SummaryJson.Read<SummaryDocument>(output).Sweep.Id, SummaryJson.Read<SummaryDocument>(output).Sweep.Digest));
        Assert.Contains("starting", again);

        string[] names = ["points.parquet", "report.md", "summary.json", "sweep.lock.json", "sweep.yaml", "trace.parquet"];
        Assert.Equal(names, Directory.GetFiles(folder.File("out")).Select(file => Path.GetFileName(file)).Where(name => name != "diffmh.lock").Order());
        Assert.Equal(File.ReadAllBytes(folder.File("again/trace.parquet")), File.ReadAllBytes(folder.File("out/trace.parquet")));

        var (print, printed, said) = await Session.Run(CancellationToken.None, "run", folder.File("out/sweep.yaml"), "--out", folder.File("out"), "-o", "json");
        Assert.True(print == ExitCode.Done && said.Contains("finished before"), said);
        Assert.Equal(File.ReadAllText(folder.File("out/summary.json")), printed);
    }

    [Theory]
    [InlineData("moods", ExitCode.PointsFailed, "failed")]
    [InlineData("given-up", ExitCode.Cancelled, "cancelled")]
    [InlineData("long", ExitCode.Done, "paused")]
    [InlineData("small", ExitCode.Done, "completed")]
    public async Task The_exit_code_of_results_tells_how_the_sweep_ended(string name, ExitCode expected, string state)
    {
        var (code, output, error) = await Run("results", name, "-o", "json");
        Assert.True(code == expected, error);
        Assert.Equal(state, JsonDocument.Parse(output).RootElement.GetProperty("sweep").GetProperty("state").GetString());
        Assert.Equal(name is "long" or "given-up", error.Contains("this is what its points gave so far"));
    }

    [Theory]
    [InlineData("small", "14 of 14 iterations")]
    [InlineData("long", " iterations computed again, all the same to the bit")]
    public async Task A_sweep_is_replayed_from_the_store_a_paused_one_as_far_as_it_is(string name, string expected)
    {
        var (code, output, error) = await Run("replay", name);
        Assert.True(code == ExitCode.Done, error);
        Assert.Contains(expected, output);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("ndjson")]
    public async Task The_trace_is_exported_with_a_row_for_each_point_replicate_and_iteration(string format)
    {
        var (code, output, error) = await Run("export", "small", "--what", "trace", "--format", format);
        Assert.True(code == ExitCode.Done, error);
        var rows = 2 * 3 * 7;   // points, replicates, iterations and the final evaluation
        Assert.Equal(rows, format switch
        {
            "csv" => output.Split('\n').Length - 2,
            "json" => JsonDocument.Parse(output).RootElement.GetArrayLength(),
            _ => output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line)).Count(),
        });
    }

    [Fact]
    public async Task Points_are_exported_with_the_numbers_of_the_results()
    {
        var (_, results, _) = await Run("results", "small", "-o", "json");
        var (_, output, _) = await Run("export", "small", "--format", "json");
        var point = JsonDocument.Parse(output).RootElement[1];
        var expected = SummaryJson.Read<SummaryDocument>(results).Points[1];
        Assert.Equal(expected.Objective!.Value, point.GetProperty("objective").GetDouble());
        Assert.Equal(expected.Parameters["observation"].Mcse, point.GetProperty("observation_mcse").GetDouble());
        Assert.Equal(4, point.GetProperty("model.parameters.observation").GetDouble());
    }

    [Fact]
    public async Task A_file_is_written_in_the_format_that_its_name_says_and_equals_the_one_of_run()
    {
        await Run("results", "small", "--out", folder.File("out"));
        var (code, output, error) = await Run("export", "small", "--what", "trace", "--out", folder.File("t.parquet"));
        Assert.True(code == ExitCode.Done, error);
        Assert.Empty(output);
        Assert.Contains(folder.File("t.parquet"), error);
        Assert.Equal(File.ReadAllBytes(folder.File("out/trace.parquet")), File.ReadAllBytes(folder.File("t.parquet")));

        var (_, csv, _) = await Run("export", "small");
        await Run("export", "small", "--out", folder.File("points.csv"));
        Assert.Equal(csv, File.ReadAllText(folder.File("points.csv")));
        Assert.DoesNotContain(Directory.GetFiles(folder.Path), file => file.EndsWith(".unfinished"));
    }

    [Fact]
    public async Task A_file_whose_name_ends_with_no_known_format_is_refused_unless_the_format_is_given()
    {
        var (code, _, error) = await Run("export", "small", "--out", folder.File("points.xlsx"), "-q");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Equal($"--out {folder.File("points.xlsx")}: its name ends with .xlsx, which is no format of a table here; it must end with .csv, .parquet, .json or .ndjson, or --format say which is meant.", error.TrimEnd());
        Assert.False(File.Exists(folder.File("points.xlsx")));
        Assert.Equal(ExitCode.Done, (await Run("export", "small", "--out", folder.File("points.data"), "--format", "csv", "-q")).Code);
        Assert.Equal(ExitCode.Done, (await Run("export", "small", "--out", folder.File("points"), "-q")).Code);
    }

    [Fact]
    public async Task The_report_has_densities_and_the_plugins_folder_where_they_are_known()
    {
        await Run("results", "small", "--out", folder.File("known"), "-q");
        var report = File.ReadAllText(folder.File("known/report.md"));
        Assert.Contains("\n- density: ", report);
        Assert.Contains("\ndiffmh run sweep.yaml --out again\n", report);

        var other = Directory.CreateDirectory(folder.File("plugins")).FullName;
        await Run("results", "small", "--out", folder.File("unknown"), "--plugins", other, "-q");
        report = File.ReadAllText(folder.File("unknown/report.md"));
        Assert.DoesNotContain("- density: ", report);
        Assert.Contains("\ndiffmh run sweep.yaml --out again --plugins FOLDER\n", report);

        CopiedPlugins.To(other, "DiffMH.Plugins.Mixture");
        await Run("results", "small", "--out", folder.File("given"), "--plugins", other, "-q");
        Assert.Contains($"\ndiffmh run sweep.yaml --out again --plugins {other}\n", File.ReadAllText(folder.File("given/report.md")));
    }

    [Fact]
    public async Task Parquet_needs_a_file()
    {
        var (code, output, error) = await Run("export", "small", "--format", "parquet");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Empty(output);
        Assert.Contains("--out FILE", error);
        Assert.DoesNotContain("terminal", error);
    }

    [Fact]
    public async Task A_place_where_no_file_can_be_is_told_as_it_was_given()
    {
        var (code, _, error) = await Run("export", "small", "--out", folder.File("none/x.csv"), "-q");
        Assert.Equal((ExitCode.Usage, $"Cannot write {folder.File("none/x.csv")}: there is no folder {folder.File("none")}."), (code, error.TrimEnd()));
        (code, _, error) = await Run("export", "small", "--out", folder.Path, "-q");
        Assert.Equal((ExitCode.Usage, $"Cannot write {folder.Path}: it is a folder."), (code, error.TrimEnd()));
    }

    [Fact]
    public async Task A_sweep_whose_derivatives_are_columns_has_no_table_of_components_and_says_where_they_are()
    {
        var (code, output, error) = await Run("export", "small", "--what", "gradient", "-q");
        Assert.Equal((ExitCode.Usage, ""), (code, output));
        Assert.StartsWith("small has no table of its gradient by components: no point of it has more than 4096 parameters.", error);
    }

    [Theory]
    [InlineData("status", "nothing")]
    [InlineData("results", "nothing")]
    [InlineData("export", "nothing")]
    public async Task A_sweep_that_is_not_there_is_a_usage_error_that_says_what_there_is(string command, string id)
    {
        var (code, output, error) = await Run(command, id);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Empty(output);
        Assert.Contains($"begins with '{id}'", error);
        Assert.Contains("moods", error);
    }

    [Theory]
    [InlineData("submit", "sweep.yaml")]
    [InlineData("watch", "small")]
    [InlineData("pause", "small")]
    [InlineData("resume", "small")]
    [InlineData("cancel", "small")]
    [InlineData("retry", "small")]
    [InlineData("cluster", "status")]
    [InlineData("plugin", "list")]
    public async Task What_needs_a_silo_says_that_none_runs_and_what_to_do(string command, string word)
    {
        var file = command == "submit" ? folder.Write("sweep.yaml", SweepTexts.Small) : word;
        var (code, output, error) = await Run(command, file);
        Assert.Equal(ExitCode.ClusterUnreachable, code);
        Assert.Empty(output);
        Assert.Contains("diffmh silo start", error);
    }

    [Fact]
    public async Task Quiet_says_nothing_and_verbose_tells_times()
    {
        Assert.Empty((await Run("list", "-q")).Error);
        Assert.Matches(@"^\[\d+\.\d{3} s\] looking for the silos of (sqlite|redis):", (await Run("list", "-v")).Error);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private Task<(ExitCode Code, string Output, string Error)> Run(params string[] words) => Session.Run(CancellationToken.None, [.. words, "--store", stored.Store]);
}
