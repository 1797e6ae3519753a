using System.Text.Json.Nodes;
using DiffMH.Client;
using DiffMH.Client.Plans;
using DiffMH.Client.Reports;
using DiffMH.Tests.Support;
using DiffMH.Tests.Sweeps;

namespace DiffMH.Tests.Client;

public sealed class PlanSweepTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_plan_counts_the_work_estimates_the_time_and_writes_nothing()
    {
        var (code, output, error) = await Session.Run(CancellationToken.None, "plan", folder.Write("small.yaml", SweepTexts.Small), "-q", "-o", "json");

        Assert.Equal((ExitCode.Done, ""), (code, error));
        var plan = JsonNode.Parse(output)!;
        Assert.Equal(2 * 3 * 4, plan["lanes"]!.GetValue<int>());
        Assert.Equal(2 * 3 * 4 * (5 + 50) * (6 + 1), plan["updates"]!.GetValue<double>());
        Assert.True(plan["timing"]!["seconds"]!.GetValue<double>() > 0);
        Assert.Equal(2, plan["points"]!.AsArray().Count);
        Assert.Equal(["small.yaml"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_first_words_of_a_plan_come_before_anything_is_read()
    {
        var (code, _, error) = await Session.Run(CancellationToken.None, "plan", folder.File("absent.yaml"));
        Assert.Equal(ExitCode.Usage, code);
        Assert.Matches(@"^diffmh \d+\.\d+\.\d+: checking .*absent\.yaml\n", error);
    }

    [Theory]
    [InlineData("chain.chains=2147483647", "chain.chains: found 2147483647; it must be an integer from 1 to 1000000")]
    [InlineData("replicates.count=2147483647", "replicates.count: found 2147483647; it must be an integer from 1 to 1000000")]
    [InlineData("chain={ chains: 10000, draws: 50, warmup: 5 }|replicates.count=1001", "chain.chains: found 10,000 chains for each of 1,001 replicates, 10,010,000 in all; a point has at most 10,000,000")]
    [InlineData("chain={ chains: 10000, draws: 50, warmup: 5 }|replicates.count=1000", null)]
    [InlineData("estimator.step=0.1|design={ cross: [{ estimator.method: [dmh, finite-difference] }] }|chain={ chains: 10000, draws: 50, warmup: 5 }|replicates.count=400", "chain.chains: found 10,000 chains for each of 400 replicates at 3 values of the parameters, for their differences, 12,000,000 in all; a point has at most 10,000,000")]
    [InlineData("chain.draws=2147483647|chain.thin=2147483647", "chain.draws: found 2.15e9 draws of 2.15e9 steps and a warm-up of 5 in 12 chains, 5.53e19 steps in each of 6 iterations; a point has at most 1e16 in all")]
    [InlineData("chain.draws=2147483647", null)]
    public async Task More_work_than_anybody_means_is_refused(string overrides, string? problem)
    {
        string[] sets = [.. overrides.Split('|').SelectMany(pair => new[] { "--set", pair })];
        var (code, output, error) = await Session.Run(CancellationToken.None, ["plan", folder.Write("small.yaml", SweepTexts.Small), "-q", .. sets]);
        Assert.Equal(problem is null ? (ExitCode.Done, true) : (ExitCode.InvalidSweep, false), (code, output.Length > 0));
        Assert.Contains(problem ?? "", error);
    }

    [Fact]
    public void A_time_that_no_clock_can_tell_is_told_as_what_it_exceeds()
    {
        PlanPoint point = new(0, [], 8, 16, 600, 1e25, 2e15);
        PlanDocument plan = new("0123456789abcdef", "sample", 1, "results/sample", 128, 1e25, new(1e15, 2, 1, 1, 60), null, 0, 0, [], [], [point]);
        var text = PlanTable.Render(Samples.Sweep, plan, _ => null);
        Assert.Contains("\nmore than 29,000 years on 2 cores, from", text);
        Assert.Matches(@"\n0 .* 1e25 +more than 29,000 years\n", text);
    }

    [Fact]
    public async Task A_plan_warns_of_a_single_chain_and_counts_overrides()
    {
        var (code, output, _) = await Session.Run(CancellationToken.None, "plan", folder.Write("small.yaml", SweepTexts.Small), "--set", "chain.chains=1");
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("warning: chain.chains is 1", output);
        Assert.Contains("6 lanes", output);
    }

    [Fact]
    public async Task A_plan_says_what_its_design_leaves_out_and_which_rules_do_nothing()
    {
        string[] words = ["plan", folder.Write("small.yaml", SweepTexts.Small), "--set", "design.exclude=[{when: {model.parameters.observation: 4}}, {when: {chain.draws: 3}}]"];
        var (_, table, _) = await Session.Run(CancellationToken.None, words);
        var (_, json, _) = await Session.Run(CancellationToken.None, [.. words, "-o", "json"]);

        Assert.Contains("1 of 2 points are left out by design.exclude", table);
        Assert.Contains("warning: design.exclude[1].when has no effect", table);
        Assert.Equal(1, JsonNode.Parse(json)!["excluded"]!.GetValue<int>());
    }

    [Fact]
    public async Task Gradients_of_many_components_and_data_files_are_in_what_the_store_will_take()
    {
        RingText.Write(folder.Path);
        var (code, output, error) = await Session.Run(CancellationToken.None, "plan", folder.Write("ring.yaml", RingText.Text), "-q", "-o", "json");
        Assert.Equal((ExitCode.Done, ""), (code, error));
        var plan = JsonNode.Parse(output)!;
        const double gradients = 3 * (RingText.Sites + 1) * sizeof(double);   // replicates, couplings and the field
        Assert.InRange(plan["store_bytes"]!.GetValue<double>(), gradients, 1.3 * gradients);
        Assert.Equal(new FileInfo(folder.File("graphs/ring.txt")).Length, plan["data_bytes"]!.GetValue<long>());
        var (_, table, _) = await Session.Run(CancellationToken.None, "plan", folder.File("ring.yaml"), "-q");
        Assert.Matches(@"in the store, \d+ kB for a point, as found by storing one, and \d+ kB for data files\n", table);
    }

    [Fact]
    public async Task Plugins_are_listed_with_their_models()
    {
        var (code, output, _) = await Session.Run(CancellationToken.None, "plugin", "list");
        Assert.Equal(ExitCode.Done, code);
        Assert.Matches(@"DiffMH\.Plugins\.Mixture +\S+ +[0-9a-f]{8} +mixture-label", output);
    }

    [Fact]
    public async Task A_plugin_that_cannot_be_used_is_listed_with_the_reason()
    {
        Directory.CreateDirectory(folder.File("Empty"));
        var (code, output, _) = await Session.Run(CancellationToken.None, "plugin", "list", "--plugins", folder.Path);
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("Empty cannot be used: ", output);
    }
}
