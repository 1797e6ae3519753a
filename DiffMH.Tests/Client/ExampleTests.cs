using System.CommandLine;
using System.Diagnostics;
using DiffMH.Client;
using DiffMH.Client.Commands;

namespace DiffMH.Tests.Client;

/// <summary>Every example in the help of every command is run as it stands, as a process of its own, in a folder as a user has one.</summary>
public sealed class ExampleTests : IDisposable
{
    /// <summary>What the examples call some sweep by the beginning of its id.</summary>
    private const string Placeholder = "3f2a";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly string[] OnUnfinished = ["pause", "resume", "cancel"];
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> CommandPaths => [.. Paths(Root, "").Where(path => path != "silo start")];

    private static RootCommand Root => new DiffmhCommandLine(Terminal.Piped(TextWriter.Null, TextWriter.Null)).Root;

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(CommandPaths))]
    public async Task Every_example_of_a_command_can_be_run(string path)
    {
        LayOut(isLong: OnUnfinished.Contains(path));
        await using var silo = await RunningSilo.Start(folder.File("state.db"));
        var (submitted, id, problem) = await Diffmh(["submit", "sweeps/ising-specific-heat.yaml", .. OnUnfinished.Contains(path) ? Array.Empty<string>() : ["--watch", "-o", "json"]]);
        Assert.True(submitted == 0, problem);
        var sweep = OnUnfinished.Contains(path) ? id.Trim() : System.Text.Json.JsonDocument.Parse(id).RootElement.GetProperty("sweep").GetProperty("id").GetString()!;

        var examples = Examples(path);
        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            var (code, output, error) = await Diffmh(example.Replace($" {Placeholder}", $" {sweep[..8]}").Split(' ')[1..]);
            Assert.True(code == 0, $"{example}: exit code {code}\n{error}");
            Assert.DoesNotContain('\u001b', output + error);
        }
    }

    [Fact]
    public async Task The_examples_of_silo_start_start_silos()
    {
        foreach (var example in Examples("silo start"))
        {
            using var process = Start(example.Split(' ')[1..]);
            var ready = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.StartsWith("silo ", ready);
            Assert.Contains(" is ready at ", ready);
        }
    }

    private static string[] Examples(string path)
    {
        Command command = Root;
        foreach (var word in path.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            command = command.Subcommands.Single(sub => sub.Name == word);
        }

        return command is ExampleCommand { Subcommands.Count: 0 } leaf ? [.. leaf.Examples] : [$"diffmh {path} --help".Replace("  ", " ")];
    }

    private static IEnumerable<string> Paths(Command command, string path) =>
        command.Subcommands.SelectMany(sub => Paths(sub, $"{path} {sub.Name}".Trim())).Prepend(path);

    /// <summary>The folder of a user: sweep files with the names of the shipped ones and less work, and a plugins folder.</summary>
    private void LayOut(bool isLong)
    {
        CopiedPlugins.To(folder.File("plugins-of-mine"), "DiffMH.Plugins.Mixture");
        Directory.CreateDirectory(folder.File("sweeps"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "sweeps"), "*.yaml"))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var text = isLong && name.StartsWith("ising") ? SweepTexts.Long.Replace("name: long", $"name: {name}") : SweepTexts.Small.Replace("name: small", $"name: {name}");
            folder.Write($"sweeps/{name}.yaml", text);
        }
    }

    private async Task<(int Code, string Output, string Error)> Diffmh(string[] words)
    {
        using var process = Start(words);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    private Process Start(string[] words)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "diffmh.exe" : "diffmh");
        var start = new ProcessStartInfo(program, words) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.Path };
        start.Environment["DIFFMH__STORE"] = "sqlite:state.db";
        return Process.Start(start)!;
    }
}
