using System.CommandLine;
using DiffMH.Client;
using DiffMH.Client.Commands;

namespace DiffMH.Tests.Client;

/// <summary>Every example in the help of every command is carried out.</summary>
public sealed class ExampleTests
{
    /// <summary>What the examples call some sweep by the beginning of its id.</summary>
    private const string Placeholder = "3f2a";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly string[] OnUnfinished = ["pause", "resume", "cancel"];
    private static readonly string[] OfTheirOwn = ["run", "silo start"];

    private static RootCommand Root => new DiffmhCommandLine(Terminal.Piped(TextWriter.Null, TextWriter.Null)).Root;

    [Fact]
    public async Task Every_example_of_every_command_can_be_carried_out()
    {
        await using var finished = await ExampleFolder.Create(isLong: false);
        await using var unfinished = await ExampleFolder.Create(isLong: true);
        var commands = Leaves(Root, "").Where(leaf => !OfTheirOwn.Contains(leaf.Path)).ToArray();
        Assert.Equal(15, commands.Length);
        foreach (var (path, command) in commands)
        {
            Assert.NotEmpty(command.Examples);
            foreach (var example in command.Examples)
            {
                var folder = OnUnfinished.Contains(path) ? unfinished : finished;
                var (code, output, error) = await folder.Run(Words(example.Replace($" {Placeholder}", $" {folder.Sweep[..8]}")));
                Assert.True(code == ExitCode.Done, $"{example}: exit code {code}\n{error}");
                Assert.DoesNotContain('\u001b', output + error);
                Assert.False(output.Length == 0 && !example.Contains("--out"), $"{example} prints nothing");
            }
        }
    }

    [Fact]
    public async Task The_examples_of_run_leave_results_folders()
    {
        await using var folder = await ExampleFolder.Create(isLong: false);
        foreach (var example in Examples("run"))
        {
            using var process = folder.Start(Words(example));
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.NotEmpty(await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken));
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, $"{example}: exit code {process.ExitCode}\n{await error}");
        }
    }

    [Fact]
    public async Task The_examples_of_silo_start_start_silos()
    {
        await using var folder = await ExampleFolder.Create(isLong: false);
        foreach (var example in Examples("silo start"))
        {
            using var process = folder.Start(Words(example));
            var ready = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.StartsWith("silo ", ready);
            Assert.Contains(" is ready at ", ready);
        }
    }

    private static string[] Words(string example) => example.Split(' ')[1..];

    private static IReadOnlyList<string> Examples(string path) => Leaves(Root, "").Single(leaf => leaf.Path == path).Command.Examples;

    /// <summary>The commands that do something, with their paths.</summary>
    private static IEnumerable<(string Path, ExampleCommand Command)> Leaves(Command command, string path) => command.Subcommands.Count == 0
        ? [(path, (ExampleCommand)command)]
        : command.Subcommands.SelectMany(sub => Leaves(sub, $"{path} {sub.Name}".Trim()));
}
