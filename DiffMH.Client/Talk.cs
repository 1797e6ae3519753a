using System.Globalization;
using DiffMH.Client.Commands;
using DiffMH.Client.Progress;

namespace DiffMH.Client;

/// <summary>What a command says besides its results: on standard error, as much of it as was asked for.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="verbosity">How much.</param>
internal sealed class Talk(Terminal terminal, Verbosity verbosity)
{
    private readonly Lock gate = new();
    private readonly long start = terminal.Time.GetTimestamp();

    /// <summary>What a user waits for.</summary>
    public void Say(string text) => Write(Verbosity.Normal, text);

    /// <summary>What is done on the way, with the time since the command began.</summary>
    public void Detail(string text) =>
        Write(Verbosity.Verbose, string.Create(CultureInfo.InvariantCulture, $"[{terminal.Time.GetElapsedTime(start).TotalSeconds:F3} s] {text}"));

    /// <summary>What a user must know.</summary>
    public void Warn(string text) => Write(Verbosity.Quiet, $"warning: {text}");

    /// <summary>Progress, in the way that fits the terminal.</summary>
    public IProgressDisplay Display() => (verbosity, terminal.Screen) switch
    {
        (Verbosity.Quiet, _) => new SilentProgress(),
        (_, { } screen) => new LiveProgress(screen, new TerminalKeyboard(), terminal.Time, verbosity == Verbosity.Verbose),
        _ => new PlainProgress(terminal.Error, verbosity == Verbosity.Verbose),
    };

    private void Write(Verbosity least, string text)
    {
        if (verbosity < least)
        {
            return;
        }

        lock (gate)   // a command may do things side by side
        {
            terminal.Error.WriteLine(text);
            terminal.Error.Flush();
        }
    }
}
