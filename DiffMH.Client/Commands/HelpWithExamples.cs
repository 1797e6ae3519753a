using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace DiffMH.Client.Commands;

/// <summary>The usual help of a command, and below it the command's examples; of the whole program, the commands in groups.</summary>
/// <param name="usual">The usual help.</param>
/// <param name="groups">All commands.</param>
internal sealed class HelpWithExamples(HelpAction usual, IReadOnlyList<CommandGroup> groups) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        if (command is RootCommand)
        {
            output.Write(Overview(command));
        }
        else
        {
            usual.Invoke(parseResult);
        }

        output.WriteLine("Examples:");
        foreach (var example in Examples(command))
        {
            output.WriteLine($"  {example}");
        }

        if (Examples(command).Any(example => example.Contains($" {ExampleCommand.SomeId}", StringComparison.Ordinal)))
        {
            output.WriteLine($"{ExampleCommand.SomeId} stands for the beginning of a sweep's id, which diffmh list shows.");
        }

        output.WriteLine();
        return (int)ExitCode.Done;
    }

    private string Overview(Command root)
    {
        var width = groups.SelectMany(group => group.Commands).Max(command => Typed(command).Length);
        var sections = groups.Select(group =>
            $"{group.Heading}:\n{string.Concat(group.Commands.Select(command => $"  {Typed(command).PadRight(width)}  {Summary(command)}\n"))}\n");
        return $"{root.Description}\n\nUsage:\n  diffmh COMMAND [options]\n\n{string.Concat(sections)}"
            + "Every command has --help, -q to say less and -v to say more.\ndiffmh --version prints the version.\n\n";
    }

    /// <summary>The command with its arguments and subcommands.</summary>
    private static string Typed(Command command) =>
        string.Join(' ', command.Arguments.Select(argument => argument.Name).Prepend(command.Name))
        + (command.Subcommands.Count > 0 ? $" {string.Join('|', command.Subcommands.Select(sub => sub.Name))}" : "");

    /// <summary>The first sentence of its description.</summary>
    private static string Summary(Command command) => command.Description!.Split(". ")[0].TrimEnd('.');

    /// <summary>A command's own examples; of the whole program, the first of each group.</summary>
    private IEnumerable<string> Examples(Command command) => command is ExampleCommand { Examples: var examples }
        ? examples
        : groups.Select(group => ((ExampleCommand)group.Commands[0]).Examples[0]);
}
