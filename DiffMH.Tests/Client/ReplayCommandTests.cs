using System.Text.Json.Nodes;
using DiffMH.Client;
using DiffMH.Client.Results.Document;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

/// <summary><c>diffmh replay</c> of a results folder, and of a store in which no silo runs.</summary>
public sealed class ReplayCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_honest_sweep_is_the_same_and_its_digest_is_told()
    {
        var (results, sweep) = await RunSmall();
        var (code, output, error) = await Session.Run(CancellationToken.None, "replay", results, "-o", "json");
        Assert.True(code == ExitCode.Done, error);
        var found = JsonNode.Parse(output)!;
        Assert.Equal(
            (14, 14, 42, 0, 0, sweep.Digest),
            ((int)found["iterations"]!, (int)found["replayed"]!, (int)found["steps"]!, (int)found["without_sums"]!, (int)found["differing"]!, (string)found["digest"]!));
        Assert.Contains("replaying small", error);

        (code, output, _) = await Session.Run(CancellationToken.None, "replay", results, "-q");
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("14 of 14 iterations computed again, all the same to the bit", output);
    }

    [Theory]
    [InlineData(0, "observation")]
    [InlineData(1, "objective")]
    [InlineData(3, "observation_gradient")]
    public async Task One_bit_that_was_changed_is_named_with_both_values_and_the_exit_code_tells(int column, string name)
    {
        var (results, sweep) = await RunSmall();
        StoredTraceBits.Flip(Path.Combine(results, "state.db"), sweep.Id, 1, (((2 * 3) + 1) * 5) + column);   // iteration 2 of three replicates, replicate 1, five numbers each
        var (code, output, error) = await Session.Run(CancellationToken.None, "replay", results, "-o", "json");
        Assert.True(code == ExitCode.ReplayDiffers, error);
        var found = JsonNode.Parse(output)!["differences"]!.AsArray();
        Assert.All(found, difference => Assert.Equal((1, 1), ((int)difference!["point"]!, (int)difference["replicate"]!)));
        var named = found.Single(difference => (int)difference!["iteration"]! == 2 && (string)difference["what"]! == name)!;
        var (stored, again) = (double.Parse((string)named["stored"]!, System.Globalization.CultureInfo.InvariantCulture), double.Parse((string)named["recomputed"]!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(1ul, BitConverter.DoubleToUInt64Bits(stored) ^ BitConverter.DoubleToUInt64Bits(again));

        (code, output, _) = await Session.Run(CancellationToken.None, "replay", results, "-q");
        Assert.Equal(ExitCode.ReplayDiffers, code);
        Assert.Matches($@"\n1 +2 +1 +{name} ", output);
        Assert.Contains(" DIFFER", output);
    }

    [Fact]
    public async Task Old_traces_without_digests_are_compared_by_their_numbers_and_it_is_said()
    {
        var (results, sweep) = await RunSmall();
        StoredTraceBits.ForgetDigests(Path.Combine(results, "state.db"), sweep.Id, 0);
        var (code, output, error) = await Session.Run(CancellationToken.None, "replay", results);
        Assert.True(code == ExitCode.Done, error);
        Assert.Contains("7 iterations were stored without digests of their sums: objective, gradient and errors were compared", output);
    }

    [Fact]
    public async Task A_plugin_of_another_content_is_refused()
    {
        var (results, _) = await RunSmall();
        var plugins = CopiedPlugins.To(folder.File("other"), "DiffMH.Plugins.Mixture");
        await File.WriteAllTextAsync(Path.Combine(plugins, "DiffMH.Plugins.Mixture", "note.txt"), "another");
        var (code, output, error) = await Session.Run(CancellationToken.None, "replay", results, "--plugins", plugins);
        Assert.Equal((ExitCode.PluginMissing, ""), (code, output));
        Assert.Matches("computed with plugins that are not in .*other:\n  DiffMH.Plugins.Mixture .* with hash [0-9a-f]{64}\nThere are, with other contents:\n  DiffMH.Plugins.Mixture", error);
    }

    [Theory]
    [InlineData("5", "expected a percentage above 0% and up to 100%, as in --sample 5%")]
    [InlineData("0%", "expected a percentage")]
    [InlineData("101%", "expected a percentage")]
    public async Task A_sample_is_a_percentage(string sample, string expected)
    {
        var (code, _, error) = await Session.Run(CancellationToken.None, "replay", folder.Path, "--sample", sample);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(expected, error);
    }

    [Fact]
    public async Task A_sample_is_never_empty()
    {
        var (results, _) = await RunSmall();
        var (code, output, _) = await Session.Run(CancellationToken.None, "replay", results, "--sample", "0.001%", "-o", "json");
        Assert.Equal((ExitCode.Done, 1, 42), (code, (int)JsonNode.Parse(output)!["replayed"]!, (int)JsonNode.Parse(output)!["steps"]!));
    }

    [Fact]
    public async Task A_folder_without_commits_says_what_to_do()
    {
        var (results, _) = await RunSmall();
        File.Delete(Path.Combine(results, "state.db"));
        var (code, _, error) = await Session.Run(CancellationToken.None, "replay", results);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("no state.db with its commits", error);
    }

    private async Task<(string Results, (string Id, string? Digest) Sweep)> RunSmall()
    {
        var results = folder.File("results");
        var (code, output, error) = await Session.Run(CancellationToken.None, "run", folder.Write("small.yaml", SweepTexts.Small), "--out", results, "-o", "json", "-q");
        Assert.True(code == ExitCode.Done, error);
        var sweep = SummaryJson.Read<SummaryDocument>(output).Sweep;
        return (results, (sweep.Id, sweep.Digest));
    }
}
