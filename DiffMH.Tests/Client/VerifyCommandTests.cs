using System.Text.Json;
using DiffMH.Client;

namespace DiffMH.Tests.Client;

public sealed class VerifyCommandTests
{
    private static readonly string TestPlugins = Path.Combine(AppContext.BaseDirectory, "test-plugins");

    [Fact]
    public async Task A_model_that_keeps_its_contract_passes_and_says_what_would_have_been_found()
    {
        var (code, output, error) = await Session.Run(CancellationToken.None, "verify", "mixture/mixture-label", "--draws", "1000", "-o", "json");
        Assert.True(code == ExitCode.Done, output + error);
        var document = JsonDocument.Parse(output).RootElement;
        Assert.True(document.GetProperty("passed").GetBoolean());
        Assert.Equal("DiffMH.Plugins.Mixture", document.GetProperty("plugin").GetProperty("id").GetString());
        var marginal = document.GetProperty("rows").EnumerateArray().Single(row =>
            (row.GetProperty("check").GetString(), row.GetProperty("proposal").GetString(), row.GetProperty("coupling").GetString()) == ("coupling-marginal", "other-label", "residual"));
        Assert.InRange(marginal.GetProperty("p_value").GetDouble(), double.Epsilon, 1);
        Assert.InRange(marginal.GetProperty("detects").GetDouble(), 0.05, 0.5);
        Assert.Contains("verifying DiffMH.Plugins.Mixture/mixture-label", error);
    }

    [Fact]
    public async Task A_mistake_ends_with_a_code_of_its_own_and_is_told_in_words()
    {
        var (code, output, _) = await Session.Run(CancellationToken.None, "verify", "Wrong/forgotten-temperature", "--plugins", TestPlugins, "--draws", "1000");
        Assert.Equal(ExitCode.CheckFailed, code);
        Assert.Contains("forgotten-temperature: objective-derivative failed: derivative of the objective heat in b is 0", output);
        Assert.Matches(@"\nfailed: 1 of \d+ rows\n$", output);
    }

    [Fact]
    public async Task Rows_are_a_table_for_spreadsheets()
    {
        var (_, output, _) = await Session.Run(CancellationToken.None, "verify", "Wrong/not-sticky", "--plugins", TestPlugins, "--draws", "1000", "-o", "csv");
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("model,check,proposal,coupling,statistic,p_value,detects,passed,finding", lines[0].TrimEnd('\r'));
        Assert.Contains(lines, line => line.StartsWith("not-sticky,equal-stays-equal,other,nervous,1,,0,false,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_setting_can_be_given()
    {
        var (code, output, _) = await Session.Run(CancellationToken.None, "verify", "Moods", "--plugins", TestPlugins, "--draws", "1000", "--set", "mood=throwing");
        Assert.Equal(ExitCode.CheckFailed, code);
        Assert.Contains("InvalidOperationException: not in the mood", output);
    }

    [Fact]
    public async Task The_settings_that_were_tried_are_told_and_made_up_data_as_such()
    {
        var (code, output, error) = await Session.Run(CancellationToken.None, "verify", "boltzmann", "--draws", "1000");
        Assert.True(code == ExitCode.Done, output + error);
        Assert.Contains("\nboltzmann-machine, verified with\n", output);
        Assert.Contains("\n  edges = made up (3 lines)\n", output);
        Assert.Matches(@"\n  h = none and \[", output);

        var (_, ising, said) = await Session.Run(CancellationToken.None, "verify", "ising", "--draws", "1000", "--set", "L=3");
        Assert.True(ising.Contains("\n  L = 3\n", StringComparison.Ordinal), said);

        var (_, json, _) = await Session.Run(CancellationToken.None, "verify", "mixture/mixture-label", "--draws", "1000", "--set", "observation=3", "-o", "json");
        var document = JsonDocument.Parse(json).RootElement;
        Assert.Equal("observation=3", Assert.Single(document.GetProperty("given").EnumerateArray()).GetString());
        Assert.All(document.GetProperty("tried").EnumerateArray(), tried => Assert.Equal(("mixture-label", 3), (tried.GetProperty("model").GetString(), tried.GetProperty("values").GetProperty("observation").GetDouble())));
        Assert.Equal(2, document.GetProperty("tried").GetArrayLength());
    }

    [Theory]
    [InlineData(ExitCode.Usage, "--set LL=3: there is no setting 'LL'. There are: L, T, J, h.", "verify", "ising", "--set", "LL=3")]
    [InlineData(ExitCode.PluginMissing, "No plugin has an id that contains 'potts'", "verify", "potts")]
    [InlineData(ExitCode.Usage, "DiffMH.Plugins.Ising has no model 'ising-3d'. It has: ising-2d.", "verify", "ising/ising-3d")]
    [InlineData(ExitCode.Usage, "--draws 10: expected at least 1000", "verify", "ising", "--draws", "10")]
    [InlineData(ExitCode.Usage, "--set L: expected name=value", "verify", "ising", "--set", "L")]
    public async Task What_cannot_be_verified_is_told_why(ExitCode expected, string message, params string[] words)
    {
        var (code, output, error) = await Session.Run(CancellationToken.None, words);
        Assert.Equal(expected, code);
        Assert.Empty(output);
        Assert.Contains(message, error);
    }
}
