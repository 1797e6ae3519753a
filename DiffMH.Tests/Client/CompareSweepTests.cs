using System.Text.Json.Nodes;
using DiffMH.Client;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

public sealed class CompareSweepTests : IDisposable
{
    private static readonly string Text = Sweeps.SweepText.Mixture + "chain: { warmup: 20, draws: 100 }\n";

    private static readonly string Auto = Text.Replace("wrt: observation", "scheme: auto, alternatives: auto, wrt: observation");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_leaderboard_names_the_best_says_how_to_use_it_and_writes_nothing()
    {
        var (code, output, error) = await Session.Run(CancellationToken.None, "compare", folder.Write("f.yaml", Text), "--seconds", "2");
        Assert.Equal(ExitCode.Done, code);
        Assert.Matches(@"^diffmh \d+\.\d+\.\d+: comparing estimators for .*f\.yaml\n112 candidates, all on the same primal chains\nround 1: 112 candidates to 8 chains each, \d+\.\d s\n", error);
        Assert.StartsWith("gradient of entropy at point 0 of test: 112 candidates, ", output);
        Assert.Matches(@"\n1  ", output);
        Assert.All(new[] { "covariance", "score", "score-plain", "finite-difference" }, method => Assert.Matches($@"\n\d+ +{method} ", output));
        Assert.Matches(@"\n(To use the best, put this in place of the file's estimator and coupling:\n\nestimator: {.*wrt: \[observation\] }|Undecided: \d+ cannot be told from the first; give it more --seconds\.)\n", output);
        Assert.Equal(["f.yaml"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_document_has_every_candidate_with_its_numbers_and_intervals()
    {
        var (code, output, error) = await Session.Run(CancellationToken.None, "compare", folder.Write("f.yaml", Text), "--seconds", "1", "-q", "-o", "json");
        Assert.Equal(ExitCode.Done, code);
        Assert.DoesNotContain("round", error);
        var board = JsonNode.Parse(output)!;
        var candidates = board["candidates"]!.AsArray();
        Assert.Equal(112, candidates.Count);
        Assert.Equal(Enumerable.Range(1, 112), candidates.Select(candidate => candidate!["rank"]!.GetValue<int>()));
        var first = candidates[0]!;
        Assert.InRange(first["variance_seconds"]!["value"]!.GetValue<double>(), first["variance_seconds"]!["lower"]!.GetValue<double>(), first["variance_seconds"]!["upper"]!.GetValue<double>());
        Assert.Equal(1, first["ratio"]!["value"]!.GetValue<double>());
        Assert.True(first["gradient"]!["observation"]!["mcse"]!.GetValue<double>() > 0);
        Assert.Single(candidates, candidate => candidate!["is_reference"]!.GetValue<bool>());
    }

    [Fact]
    public async Task As_csv_there_is_a_row_for_each_candidate()
    {
        var (_, output, _) = await Session.Run(CancellationToken.None, "compare", folder.Write("f.yaml", Text), "--seconds", "1", "-o", "csv", "--set", "coupling={name: residual, strength: 0.25}");
        var lines = output.TrimEnd().Split('\n');
        Assert.StartsWith("rank,method,", lines[0]);
        Assert.Contains(",coupling,strength,", lines[0]);
        Assert.Contains("variance_seconds.lower", lines[0]);
        Assert.Equal(1 + 112 + 36, lines.Length);   // each coupling has 36, and the file's own is there in full too
        Assert.Equal(36, lines.Count(line => line.Contains(",residual,0.25,", StringComparison.Ordinal)));
        Assert.Equal(36, lines.Count(line => line.Contains(",residual,1,", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_point_that_the_sweep_does_not_have_is_refused_with_those_it_has()
    {
        var file = folder.Write("f.yaml", Text + "design:\n  cross:\n    - model.parameters.observation: [1, 2]\n");
        var (code, output, error) = await Session.Run(CancellationToken.None, "compare", file, "--point", "2");
        Assert.Equal((ExitCode.Usage, ""), (code, output));
        Assert.Contains("--point 2: test has 2 points; expected 0 to 1", error);
        Assert.Contains("expected at least 0", (await Session.Run(CancellationToken.None, "compare", file, "--point", "-1")).Error);
    }

    [Fact]
    public async Task Chains_that_take_too_long_to_compare_are_refused_with_the_remedy()
    {
        var text = Sweeps.SweepText.Ising.Replace("L: 4", "L: 1024").Replace("draws: 20", "draws: 1000");
        var (code, output, error) = await Session.Run(CancellationToken.None, "compare", folder.Write("f.yaml", text), "--seconds", "1", "-q");
        Assert.Equal((ExitCode.Usage, ""), (code, output));
        Assert.Matches(@"^5\.0 s were not enough for 8 chains of each of 7\d candidates\. Compare them on a smaller model", error);
    }

    [Fact]
    public async Task Interrupted_among_short_chains_it_ends_at_the_next_one_and_prints_no_board()
    {
        using var interruption = new CancellationTokenSource();
        await interruption.CancelAsync();
        var (code, output, error) = await Session.Run(interruption.Token, "compare", folder.Write("f.yaml", Text), "--seconds", "1");
        Assert.Equal((ExitCode.Interrupted, ""), (code, output));
        Assert.Contains("112 candidates", error);
        Assert.DoesNotContain("round 1", error);
    }

    [Fact]
    public async Task What_a_file_leaves_to_pilots_is_said_before_they_run_and_ends_when_interrupted()
    {
        var file = folder.Write("f.yaml", Auto + "design:\n  cross:\n    - model.parameters.observation: [-6, 8]\n");
        Assert.Matches(@"^diffmh \d+\.\d+\.\d+: checking .*f\.yaml\nchoosing what estimator leaves to auto by 2 pilots of about a second each\n", (await Session.Run(CancellationToken.None, "plan", file)).Error);
        Assert.DoesNotContain("choosing", (await Session.Run(CancellationToken.None, "plan", folder.Write("g.yaml", Text))).Error);
        using var interruption = new CancellationTokenSource();
        await interruption.CancelAsync();
        Assert.All(new[] { "plan", "run" }, command => AssertInterrupted(Session.Run(interruption.Token, command, file).Result));
        Assert.Equal(["f.yaml", "g.yaml"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_comparison_runs_no_pilot_of_other_points_and_takes_a_file_of_more_than_a_sweep_may_have()
    {
        var file = folder.Write("f.yaml", Auto + "design:\n  cross:\n    - model.parameters.observation: { linspace: [0, 1, 101] }\n");
        Assert.Contains("found auto at points that take 101 pilots", (await Session.Run(CancellationToken.None, "plan", file)).Error);
        var (code, output, error) = await Session.Run(CancellationToken.None, "compare", file, "--seconds", "1", "--point", "100");
        Assert.Equal(ExitCode.Done, code);
        Assert.DoesNotContain("choosing", error);
        Assert.StartsWith("gradient of entropy at point 100 of test: 112 candidates, ", output);
    }

    private static void AssertInterrupted((ExitCode Code, string Output, string Error) session)
    {
        Assert.Equal((ExitCode.Interrupted, ""), (session.Code, session.Output));
        Assert.Contains("choosing", session.Error);
    }

    [Fact]
    public async Task A_plan_shows_what_a_pilot_chose()
    {
        var file = folder.Write("f.yaml", Auto);
        Assert.Matches(@"scheme [a-z-]+ \(auto\), pruning weight, alternatives \d+ \(auto\)\n", (await Session.Run(CancellationToken.None, "plan", file)).Output);
    }
}
