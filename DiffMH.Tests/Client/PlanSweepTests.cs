using System.Text.Json.Nodes;
using DiffMH.Client;

namespace DiffMH.Tests.Client;

public sealed class PlanSweepTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_plan_counts_the_work_estimates_the_time_and_writes_nothing()
    {
        var (code, output, error) = await Session.Run(CancellationToken.None, "plan", folder.Write("small.yaml", SweepTexts.Small), "-o", "json");

        Assert.Equal((ExitCode.Done, ""), (code, error));
        var plan = JsonNode.Parse(output)!;
        Assert.Equal(2 * 3 * 4, plan["lanes"]!.GetValue<int>());
        Assert.Equal(2 * 3 * 4 * (5 + 50) * (6 + 1), plan["updates"]!.GetValue<double>());
        Assert.True(plan["timing"]!["seconds"]!.GetValue<double>() > 0);
        Assert.Equal(2, plan["points"]!.AsArray().Count);
        Assert.Equal(["small.yaml"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
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
