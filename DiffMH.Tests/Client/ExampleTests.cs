using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using DiffMH.Client;
using DiffMH.Client.Commands;

namespace DiffMH.Tests.Client;

/// <summary>Every example in the help of every command is carried out.</summary>
public sealed class ExampleTests
{
    /// <summary>What the examples call some sweep by the beginning of its id.</summary>
    private const string Placeholder = ExampleCommand.SomeId;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    internal static readonly string[] OnUnfinished = ["pause", "resume", "cancel", "priority"];
    private static readonly string[] OfTheirOwn = ["run", "silo start", "silo drain", "silo health", "plugin push"];

    private static RootCommand Root => new DiffmhCommandLine(Terminal.Piped(TextWriter.Null, TextWriter.Null)).Root;

    [Fact]
    public async Task Every_example_of_every_command_can_be_carried_out()
    {
        var commands = Leaves().Where(leaf => !OfTheirOwn.Contains(leaf.Path)).ToArray();
        Assert.Equal(23, commands.Length);
        foreach (var group in commands.GroupBy(leaf => OnUnfinished.Contains(leaf.Path)))
        {
            await using var folder = await ExampleFolder.Create(isLong: group.Key);
            Assert.All(group, leaf => Assert.NotEmpty(leaf.Command.Examples));
            foreach (var example in group.SelectMany(leaf => leaf.Command.Examples))
            {
                var (code, output, error) = await folder.Run(Words(example.Replace($" {Placeholder}", $" {folder.Sweep[..8]}")));
                Assert.True(code == ExitCode.Done, $"{example}: exit code {code}\n{error}");
                Assert.DoesNotContain('\u001b', output + error);
                Assert.False(output.Length == 0 && !example.Contains("--out"), $"{example} prints nothing");
            }
        }
    }

    [Fact]
    public async Task Every_command_with_a_format_answers_in_json_and_where_it_offers_that_in_csv()
    {
        var commands = Leaves().Where(leaf => leaf.Command.Options.Any(option => option.Name == "--output") && leaf.Path is not ("plugin push" or "silo drain")).ToArray();
        Assert.Equal(21, commands.Length);
        foreach (var group in commands.GroupBy(leaf => OnUnfinished.Contains(leaf.Path)))
        {
            await using var folder = await ExampleFolder.Create(isLong: group.Key);
            foreach (var (path, command) in group)
            {
                await RequireFormats(folder, path, command);
            }
        }
    }

    private static async Task RequireFormats(ExampleFolder folder, string path, ExampleCommand command)
    {
        string[] words = [.. Words(command.Examples[0]), .. path == "run" ? new[] { "--out", "results/formats" } : [], "-q", "-o"];
        var (code, json, error) = await folder.Run([.. words, "json"]);
        Assert.True(code == ExitCode.Done, $"{path}: {error}");
        Assert.NotEqual(JsonValueKind.Undefined, JsonDocument.Parse(json).RootElement.ValueKind);
        var (given, csv, said) = await folder.Run([.. words, "csv"]);
        if (command.Options.Single(option => option.Name == "--output").HelpName!.EndsWith("csv", StringComparison.Ordinal))
        {
            Assert.True(given == ExitCode.Done, $"{path}: {said}");
            RequireTable(csv, path);
        }
        else
        {
            Assert.Equal(ExitCode.Usage, given);
            Assert.Contains("-o csv: expected one of table, json", said);
        }
    }

    /// <summary>A header and rows of as many cells.</summary>
    private static void RequireTable(string csv, string path)
    {
        Assert.DoesNotContain('\r', csv);
        int[] cells = [.. csv.TrimEnd('\n').Split('\n').Select(line => Regex.Count(line, "(?:^|,)(?:\"(?:[^\"]|\"\")*\"|[^,\"]*)"))];
        Assert.True(cells.Length > 1 && cells[0] > 1, $"{path} -o csv has no rows: {csv}");
        Assert.All(cells, count => Assert.Equal(cells[0], count));
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

    [Fact]
    public async Task The_example_of_silo_health_is_answered_by_a_silo_at_that_port()
    {
        var words = Words(Assert.Single(Examples("silo health")));
        var port = $"{Support.FreePort.Find()}";   // another silo of this machine may have the one of the example
        await using var folder = await ExampleFolder.Create(isLong: false);
        using var silo = folder.Start(["silo", "start", .. words[2..].Select(word => word == "9464" ? port : word)]);
        await silo.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
        using var health = folder.Start([.. words.Select(word => word == "9464" ? port : word)]);
        await health.WaitForExitAsync(TestContext.Current.CancellationToken);
        silo.Kill();
        await silo.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, health.ExitCode);
    }

    [Fact]
    public async Task The_examples_of_silo_drain_have_silos_of_that_name_and_at_that_address_leave()
    {
        await using var folder = await ExampleFolder.Create(isLong: false);
        foreach (var example in Examples("silo drain"))
        {
            using var silo = folder.Start(["silo", "start", "--name", "lab-2"]);
            var ready = await silo.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
            var address = Regex.Match(ready!, "ready at ([^,]+),").Groups[1].Value;
            using var drain = folder.Start([.. Words(example).Select(word => word == "10.0.0.12:11111" ? address : word)]);
            var output = await drain.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
            await drain.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
            await silo.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
            Assert.Equal((0, 0), (drain.ExitCode, silo.ExitCode));
            Assert.Contains("lab-2", output);
        }
    }

    /// <summary>What an example says to the program; where it would measure for a while, for the shortest that there is.</summary>
    internal static string[] Words(string example)
    {
        var words = example.Split(' ')[1..];
        var seconds = Array.IndexOf(words, "--seconds");
        return words[0] == "compare" ? [.. seconds < 0 ? words : [.. words[..seconds], .. words[(seconds + 2)..]], "--seconds", "1"] : words;
    }

    private static IReadOnlyList<string> Examples(string path) => Leaves().Single(leaf => leaf.Path == path).Command.Examples;

    /// <summary>The commands that do something, with their paths.</summary>
    internal static IEnumerable<(string Path, ExampleCommand Command)> Leaves() => Leaves(Root, "");

    private static IEnumerable<(string Path, ExampleCommand Command)> Leaves(Command command, string path) => command.Subcommands.Count == 0
        ? [(path, (ExampleCommand)command)]
        : command.Subcommands.SelectMany(sub => Leaves(sub, $"{path} {sub.Name}".Trim()));
}
