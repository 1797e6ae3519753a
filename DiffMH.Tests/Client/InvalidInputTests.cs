using DiffMH.Client;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

public sealed class InvalidInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("plan")]
    [InlineData("run")]
    [InlineData("submit")]
    public async Task A_broken_sweep_file_gives_exit_code_3_and_all_its_problems_with_their_places(string command)
    {
        var file = folder.Write("broken.yaml", SweepTexts.Small.Replace("seed: 7", "sead: 7").Replace("draws: 50", "draws: none"));
        var (code, output, error) = await Session.Run(CancellationToken.None, [command, file, .. command == "submit" ? new[] { "--store", $"sqlite:{folder.File("state.db")}" } : []]);

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

    [Theory]
    [InlineData("model.parameters.observation=0.7", "model.parameters.observation, to which the design gives a value at each point")]
    [InlineData("design.cross=[{ model.parameters.observation: [0.7] }]", null)]
    [InlineData("seed=9", null)]
    public async Task An_override_of_what_the_design_varies_is_refused_and_of_the_design_is_not(string set, string? problem)
    {
        var (code, _, error) = await Session.Run(CancellationToken.None, "plan", folder.Write("small.yaml", SweepTexts.Small), "--set", set, "-q");
        Assert.Equal(problem is null ? ExitCode.Done : ExitCode.InvalidSweep, code);
        Assert.Contains(problem is null ? "" : $"--set {set}: override: found {problem}", error);
    }

    [Fact]
    public async Task A_name_that_is_not_known_is_not_answered_with_a_thousand_that_are()
    {
        var many = string.Join(", ", Enumerable.Range(0, 1000).Select(i => $"{i}"));
        var text = SweepTexts.Small.Replace("wrt: [observation]", "wrt: [\"means[1000]\"]").Replace("means: [-2.5, 2, 5]", $"means: [{many}]");
        var (code, _, error) = await Session.Run(CancellationToken.None, "plan", folder.Write("small.yaml", text), "-q");
        Assert.Equal(ExitCode.InvalidSweep, code);
        Assert.Contains("more", error);
        Assert.InRange(error.Length, 1, 4000);
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
    public async Task A_model_and_a_proposal_that_refuse_their_settings_are_told_of_at_once()
    {
        var text = Gaussian.Replace("deviations: 1", "deviations: [1, 2, 3]").Replace("scale: 1", "scale: [1, 2, 3]");
        var (code, _, error) = await Session.Run(CancellationToken.None, "plan", folder.Write("gaussian.yaml", text), "-q");
        Assert.Equal(ExitCode.InvalidSweep, code);
        Assert.Contains("model.parameters.deviations: found 3 numbers for 2 coordinates", error);
        Assert.Contains("proposal.scale: found 3 numbers for 2 coordinates", error);
        Assert.Equal(2, error.TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("run")]
    public async Task A_folder_in_the_place_of_a_sweep_file_is_a_usage_error(string command)
    {
        var (code, _, error) = await Session.Run(CancellationToken.None, command, folder.Path);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains($"Cannot read the sweep file '{folder.Path}': it is a folder. Name a file", error);
    }

    [Fact]
    public async Task A_sweep_file_that_is_not_there_is_a_usage_error()
    {
        var (code, _, error) = await Session.Run(CancellationToken.None, "run", folder.File("absent.yaml"));
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("absent.yaml", error);
    }

    /// <summary>A Gaussian in two dimensions.</summary>
    internal const string Gaussian =
        """
        apiVersion: diffmh/v1
        kind: Sweep
        name: gaussian
        seed: 1
        mode: gradient
        model: { plugin: DiffMH.Plugins.Gaussian, name: gaussian, parameters: { theta: [0, 0], deviations: 1 } }
        proposal: { name: random-walk, scale: 1 }
        estimator: { wrt: [theta] }
        objective: { evaluate: "x[0]" }
        """;
}
