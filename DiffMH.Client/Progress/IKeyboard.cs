namespace DiffMH.Client.Progress;

/// <summary>The keys that are pressed on a terminal.</summary>
public interface IKeyboard
{
    /// <summary>Whether the terminal is this process's to draw on and to read from now.</summary>
    bool IsOurs { get; }

    /// <summary>Whether there are keys at all: none where standard input is something else.</summary>
    bool HasKeys { get; }

    /// <summary>The next key that was pressed; null where there is none.</summary>
    ConsoleKeyInfo? Next();
}
