using DiffMH.Client;

namespace DiffMH.Tests.Client;

public sealed class InvalidInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("plan")]
    [InlineData("run")]
    public async Task A_broken_sweep_file_gives_exit_code_3_and_all_its_problems_with_their_places(string command)
    {
        var file = folder.Write("broken.yaml", SweepTexts.Small.Replace("seed: 7", "sead: 7").Replace("draws: 50", "draws: none"));
        var (code, output, error) = await Session.Run(CancellationToken.None, command, file);

        Assert.Equal(ExitCode.InvalidSweep, code);
        Assert.Empty(output);
        Assert.Contains($"{file}:5:1: ", error);
        Assert.Contains($"{file}:14:", error);
        Assert.Contains("sead", error);
        Assert.Equal(["broken.yaml"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task An_override_that_does_not_fit_is_named_as_it_was_typed()
    {
        var (code, _, error) = await Session.Run(CancellationToken.None, "plan", folder.Write("small.yaml", SweepTexts.Small), "--set", "chain.draws=-1");
        Assert.Equal(ExitCode.InvalidSweep, code);
        Assert.Contains("--set chain.draws=-1", error);
    }

    [Fact]
    public async Task A_missing_plugin_gives_exit_code_6_with_what_there_is_and_where()
    {
        var file = folder.Write("other.yaml", SweepTexts.Small.Replace("DiffMH.Plugins.Mixture", "My.Plugins.Potts"));
        var (code, _, error) = await Session.Run(CancellationToken.None, "run", file);
        Assert.Equal(ExitCode.PluginMissing, code);
        Assert.Contains("My.Plugins.Potts", error);
        Assert.Contains("DiffMH.Plugins.Mixture 0", error);
        Assert.Contains(AppContext.BaseDirectory, error);
    }

    [Fact]
    public async Task A_missing_plugin_folder_gives_exit_code_6()
    {
        var (code, _, error) = await Session.Run(CancellationToken.None, "plugin", "list", "--plugins", folder.File("nowhere"));
        Assert.Equal(ExitCode.PluginMissing, code);
        Assert.Contains(folder.File("nowhere"), error);
    }

    [Fact]
    public async Task A_sweep_file_that_is_not_there_is_a_usage_error()
    {
        var (code, _, error) = await Session.Run(CancellationToken.None, "run", folder.File("absent.yaml"));
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("absent.yaml", error);
    }
}
