namespace DiffMH.Client.Progress;

/// <summary>The keyboard of this process's terminal.</summary>
public sealed class TerminalKeyboard : IKeyboard
{
    /// <inheritdoc/>
    public bool IsOurs => TerminalControl.IsInForeground;

    /// <inheritdoc/>
    public bool HasKeys { get; } = !Console.IsInputRedirected;

    /// <inheritdoc/>
    public ConsoleKeyInfo? Next() => HasKeys && IsOurs && Console.KeyAvailable ? Console.ReadKey(intercept: true) : null;
}
