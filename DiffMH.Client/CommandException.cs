namespace DiffMH.Client;

/// <summary>A command cannot go on for a reason its user can do something about: the message is all that is shown.</summary>
/// <param name="code">How the process ends.</param>
/// <param name="message">What was wrong, the value found, what would be right and what to do.</param>
public sealed class CommandException(ExitCode code, string message) : Exception(message)
{
    /// <summary>How the process ends.</summary>
    public ExitCode Code { get; } = code;
}
