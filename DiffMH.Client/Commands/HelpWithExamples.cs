using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace DiffMH.Client.Commands;

/// <summary>The usual help, and below it the command's examples.</summary>
/// <param name="usual">The usual help.</param>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in Examples(parseResult.CommandResult.Command))
        {
            output.WriteLine($"  {example}");
        }

        output.WriteLine();
        return code;
    }

    /// <summary>A command's own examples; of the whole program, the first of each command.</summary>
    private static IEnumerable<string> Examples(Command command) => command is ExampleCommand { Examples: var examples }
        ? examples
        : command.Subcommands.OfType<ExampleCommand>().Select(sub => sub.Examples[0]);
}
