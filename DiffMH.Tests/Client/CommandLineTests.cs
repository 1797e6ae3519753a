using System.CommandLine;
using DiffMH.Client;
using DiffMH.Client.Commands;

namespace DiffMH.Tests.Client;

public sealed class CommandLineTests
{
    public static TheoryData<string> CommandPaths => [.. Paths(Line().Root, "")];

    [Theory]
    [MemberData(nameof(CommandPaths))]
    public async Task Every_command_has_help_with_examples_that_can_be_typed(string path)
    {
        var (code, output, error) = await Session.Run(CancellationToken.None, [.. Words(path), "--help"]);

        Assert.Equal(ExitCode.Done, code);
        Assert.Empty(error);
        var examples = output.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("diffmh ") && !line.Contains('[')).ToArray();
        Assert.Contains(examples, example => example.StartsWith($"diffmh {path}".TrimEnd()));
        Assert.All(examples, example => Assert.Empty(Line().Root.Parse(Words(example)[1..]).Errors));
    }

    [Theory]
    [MemberData(nameof(CommandPaths))]
    public async Task Help_calls_arguments_by_their_names_and_asks_for_no_suggestions(string path)
    {
        var output = new StringWriter();
        var line = new DiffmhCommandLine(Terminal.Piped(output, TextWriter.Null));
        var command = Find(line, path);
        foreach (var argument in command.Arguments)
        {
            argument.CompletionSources.Clear();
            argument.CompletionSources.Add(_ => throw new InvalidOperationException("Help asks for suggestions."));
        }

        foreach (var option in command.Options)
        {
            option.CompletionSources.Add(_ => throw new InvalidOperationException("Help asks for suggestions."));
        }

        Assert.Equal(ExitCode.Done, await line.Run([.. Words(path), "--help"], CancellationToken.None));
        Assert.All(command.Arguments, argument => Assert.Contains($"\n  <{argument.HelpName}>  ", $"{output}"));
    }

    [Fact]
    public async Task The_help_of_the_program_has_every_command_in_a_group_and_fits_80_columns()
    {
        var (_, output, _) = await Session.Run(CancellationToken.None, "--help");
        Assert.All(output.Split('\n')[1..], line => Assert.InRange(line.Length, 0, 80));
        Assert.All(Line().Root.Subcommands, command => Assert.Matches($@"\n  {command.Name}\b", output));
    }

    [Theory]
    [MemberData(nameof(CommandPaths))]
    public async Task Every_command_can_be_quiet_or_verbose_and_not_both(string path)
    {
        var command = Find(Line(), path);
        if (path.Length == 0)
        {
            return;   // the overview says so of all commands
        }

        Assert.Superset(new HashSet<string> { "--quiet", "--verbose" }, command.Options.Select(option => option.Name).ToHashSet());
        if (command.Subcommands.Count == 0)
        {
            var (code, _, error) = await Session.Run(CancellationToken.None, [.. Words(path), .. command.Arguments.Select(_ => "zsh"), "-q", "-v"]);
            Assert.Equal(ExitCode.Usage, code);
            Assert.Contains("-q and -v: expected one of them", error);
        }
    }

    [Theory]
    [InlineData("plugin -v info ising", true)]
    [InlineData("plugin info ising -v", true)]
    [InlineData("plugin info ising", false)]
    public async Task What_is_said_of_a_group_is_said_of_its_commands(string line, bool isVerbose)
    {
        var (code, _, error) = await Session.Run(CancellationToken.None, Words(line));
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(isVerbose, error.Contains(" plugins in ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_version_is_printed()
    {
        var (code, output, _) = await Session.Run(CancellationToken.None, "--version");
        Assert.Equal(ExitCode.Done, code);
        Assert.Matches(@"^diffmh \d+\.\d+\.\d+\s*$", output);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("rnu sweeps/a.yaml", "rnu")]
    [InlineData("run", "run")]
    [InlineData("run a.yaml --silos 0", "--silos 0: expected at least 1")]
    [InlineData("run a.yaml --silos two", "--silos two: expected at least 1, a whole number")]
    [InlineData("export a --what nonsense", "--what nonsense: expected one of points, trace, gradient")]
    [InlineData("export a --format xlsx", "--format xlsx: expected one of csv, parquet, json, ndjson")]
    [InlineData("completion fish", "SHELL fish: expected one of bash, zsh, powershell")]
    [InlineData("run a.yaml --set chain.draws", "--set chain.draws: expected path=value")]
    [InlineData("run a.yaml -o xml", "xml")]
    [InlineData("plugin", "")]
    [InlineData("status", "status")]
    [InlineData("list -o yaml", "-o yaml: expected one of table, json, csv")]
    [InlineData("submit a.yaml -o csv", "-o csv: expected one of table, json")]
    public async Task A_line_that_cannot_be_understood_is_a_usage_error_on_standard_error(string line, string named)
    {
        var (code, output, error) = await Session.Run(CancellationToken.None, Words(line));
        Assert.Equal(ExitCode.Usage, code);
        Assert.Empty(output);
        Assert.Contains(named, error);
        Assert.Contains("--help", error);
    }

    [Theory]
    [InlineData("run a.yaml --fresh --set chain.draws=10 --set seed=3 --silos 2", "diffmh run a.yaml --set chain.draws=10 --set seed=3 --silos 2")]
    [InlineData("run a.yaml -q -o json --out out --plugins mine --lanes-per-batch 4", "diffmh run a.yaml --out out --lanes-per-batch 4 --plugins mine -o json -q")]
    public async Task The_command_that_goes_on_is_the_same_without_fresh(string line, string expected)
    {
        RunRequest? asked = null;
        var run = RunCommand.Create((request, _) =>
        {
            asked = request;
            return Task.FromResult(ExitCode.Done);
        });
        await run.Parse(Words(line)[1..]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(expected, asked!.ToResume("diffmh"));
    }

    [Fact]
    public void A_word_with_a_space_is_quoted() =>
        Assert.Equal("diffmh run 'my file.yaml' --out 'it'\\''s'", new RunRequest("my file.yaml", [], CommonOptions.DefaultPlugins, Out: "it's").ToResume("diffmh"));

    private static Command Find(DiffmhCommandLine line, string path) =>
        Words(path).Aggregate((Command)line.Root, (found, word) => found.Subcommands.Single(sub => sub.Name == word));

    private static DiffmhCommandLine Line() => new(Terminal.Piped(TextWriter.Null, TextWriter.Null));

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Paths(Command command, string path) =>
        command.Subcommands.SelectMany(sub => Paths(sub, $"{path} {sub.Name}".Trim())).Prepend(path);
}
