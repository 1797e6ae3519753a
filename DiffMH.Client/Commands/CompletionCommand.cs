using System.CommandLine;
using DiffMH.Client.Completion;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh completion SHELL</c>.</summary>
internal static class CompletionCommand
{
    /// <summary>The command.</summary>
    /// <param name="terminal">Where to write.</param>
    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<Shell>("SHELL") { Description = "bash, zsh or powershell" }.OneOf("bash", "zsh", "powershell");
        var command = new ExampleCommand(
            "completion",
            "Prints a script by which a shell completes commands. It knows commands, options, sweep files, sweeps and plugins.",
            "diffmh completion bash",
            "diffmh completion zsh",
            "diffmh completion powershell")
        {
            shell,
        };
        new VerbosityOptions().AddTo(command);
        command.SetAction(parse => terminal.Output.Write(CompletionScripts.Of(parse.GetRequiredValue(shell))));
        return command;
    }
}
