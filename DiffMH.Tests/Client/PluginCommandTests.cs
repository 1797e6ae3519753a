using System.Text.Json;
using DiffMH.Client;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

public sealed class PluginCommandTests
{
    private static readonly string TestPlugins = Path.Combine(AppContext.BaseDirectory, "test-plugins");

    [Theory]
    [InlineData("DiffMH.Plugins.Ising")]
    [InlineData("ising")]
    public async Task A_plugin_is_described_with_everything_that_a_sweep_file_can_name(string name)
    {
        var (code, output, error) = await Session.Run(CancellationToken.None, "plugin", "info", name);
        Assert.True(code == ExitCode.Done, error);
        Assert.Matches(@"^DiffMH\.Plugins\.Ising \d+\.\d+\.\d+, sha256:[0-9a-f]{64}\n", output);
        Assert.Contains("model ising-2d: Ising model on a periodic square lattice", output);
        Assert.Matches(@"\n +L +required +an integer from 2 to 4096 +side of the periodic square lattice\n", output);
        Assert.Matches(@"\n +T +θ +required +a finite number above 0 +J/k +temperature\n", output);
        Assert.Matches(@"\n +J +θ +1 +a finite number +energy +coupling of neighbouring spins\n", output);
        Assert.Matches(@"\n +uniform-spin +same-value, independent +a fresh spin", output);
        Assert.Matches(@"\n +flip +next-spin, site-swap, independent +always the other spin", output);
        Assert.Matches(@"\n +order +random +", output);
        Assert.Matches(@"\n +hot +each spin up or down", output);
        Assert.Matches(@"\n +abs_magnetization", output);
        Assert.Matches(@"\n +specific_heat +C = ", output);
    }

    [Fact]
    public async Task The_document_of_a_plugin_has_kinds_defaults_and_units()
    {
        var (_, output, _) = await Session.Run(CancellationToken.None, "plugin", "info", "mixture", "-o", "json");
        var model = JsonDocument.Parse(output).RootElement.GetProperty("models")[0];
        var settings = model.GetProperty("parameters").EnumerateArray().ToDictionary(setting => setting.GetProperty("name").GetString()!);
        Assert.Equal(["observation", "means", "deviations", "weights"], settings.Keys);
        Assert.Equal("parameters", settings["means"].GetProperty("kind").GetString());
        Assert.False(settings["weights"].GetProperty("required").GetBoolean());
        Assert.Equal(["is_1", "is_2", "is_3"], model.GetProperty("observables").EnumerateArray().Select(observable => observable.GetProperty("name").GetString()));
        Assert.Equal(["residual", "independent-residual", "independent"], model.GetProperty("proposals")[0].GetProperty("couplings").EnumerateArray().Select(coupling => coupling.GetString()));
    }

    [Fact]
    public async Task Marked_as_optimisable_is_what_the_reader_of_sweep_files_takes()
    {
        using var folder = new TemporaryFolder();
        var (_, output, _) = await Session.Run(CancellationToken.None, "plugin", "info", "gaussian", "-o", "json");
        var model = JsonDocument.Parse(output).RootElement.GetProperty("models")[0];
        var walk = model.GetProperty("proposals").EnumerateArray().Single(proposal => proposal.GetProperty("name").GetString() == "random-walk");
        var settings = model.GetProperty("parameters").EnumerateArray().Select(setting => (Path: "", Setting: setting))
            .Concat(walk.GetProperty("settings").EnumerateArray().Select(setting => (Path: "proposal.", Setting: setting)))
            .ToArray();
        Assert.Equal(4, settings.Length);
        Assert.Equal(0, settings.Single(setting => setting.Setting.GetProperty("name").GetString() == "start").Setting.GetProperty("default")[0].GetDouble());
        foreach (var (path, setting) in settings)
        {
            var name = path + setting.GetProperty("name").GetString();
            var file = folder.Write("gaussian.yaml", InvalidInputTests.Gaussian.Replace("wrt: [theta]", $"wrt: [{name}]"));
            var (code, _, error) = await Session.Run(CancellationToken.None, "plan", file, "-q");
            Assert.True(code == ExitCode.Done == (setting.GetProperty("wrt").GetString() == name), $"{name}: {error}");
        }
    }

    [Theory]
    [InlineData("Throwing", ExitCode.Usage, "may be any of DiffMH.TestPlugins.ThrowingConstructor, DiffMH.TestPlugins.ThrowingRegister")]
    [InlineData("NoPluginClass", ExitCode.PluginMissing, "DiffMH.TestPlugins.NoPluginClass cannot be used: ")]
    [InlineData("potts", ExitCode.PluginMissing, "There are: Counts, DiffMH.TestPlugins.")]
    public async Task A_plugin_that_cannot_be_described_is_told_why(string name, ExitCode expected, string message)
    {
        var (code, output, error) = await Session.Run(CancellationToken.None, "plugin", "info", name, "--plugins", TestPlugins);
        Assert.Equal(expected, code);
        Assert.Empty(output);
        Assert.Contains(message, error);
    }

    [Fact]
    public async Task All_usable_plugins_made_for_tests_can_be_described()
    {
        var (_, list, _) = await Session.Run(CancellationToken.None, "plugin", "list", "--plugins", TestPlugins, "-o", "json");
        var usable = JsonDocument.Parse(list).RootElement.EnumerateArray().Where(found => found.GetProperty("reason").ValueKind == JsonValueKind.Null).ToArray();
        Assert.NotEmpty(usable);
        foreach (var plugin in usable)
        {
            var id = plugin.GetProperty("plugin").GetProperty("id").GetString()!;
            Assert.Equal(ExitCode.Done, (await Session.Run(CancellationToken.None, "plugin", "info", id, "--plugins", TestPlugins)).Code);
        }
    }
}
