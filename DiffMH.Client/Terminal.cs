using DiffMH.Client.Progress;
using Spectre.Console;

namespace DiffMH.Client;

/// <summary>Where a command writes: results to one writer, progress and talk to the other.</summary>
/// <param name="Output">Results only.</param>
/// <param name="Error">Progress, warnings and errors.</param>
/// <param name="Screen">A screen on the error writer where it is a terminal that can be redrawn; null where it is piped.</param>
/// <param name="Time">The clock.</param>
public sealed record Terminal(TextWriter Output, TextWriter Error, IAnsiConsole? Screen, TimeProvider Time)
{
    /// <summary>The data folder; null for the one that the machine's settings name.</summary>
    public string? Data { get; init; }

    /// <summary>The process's own streams.</summary>
    public static Terminal OfProcess()
    {
        // Asking the screen's capabilities costs tens of milliseconds, and a pipe never has one. Results may go to a file and the screen
        // is there all the same; but where neither standard input nor output is the terminal, .NET cannot tell its size.
        var screen = Console.IsErrorRedirected || (Console.IsInputRedirected && Console.IsOutputRedirected) || !TerminalControl.IsInForeground
            ? null
            : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return new(Console.Out, Console.Error, screen is { Profile.Capabilities.Ansi: true } ? screen : null, TimeProvider.System);
    }

    /// <summary>Plain writers, as when both streams are piped.</summary>
    public static Terminal Piped(TextWriter output, TextWriter error) => new(output, error, Screen: null, TimeProvider.System);
}
