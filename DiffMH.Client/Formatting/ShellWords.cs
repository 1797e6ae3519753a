namespace DiffMH.Client.Formatting;

/// <summary>Command lines that can be copied into a shell.</summary>
internal static class ShellWords
{
    /// <summary>The words in one line, in quotes where they have letters that a shell would take for itself.</summary>
    public static string Line(IEnumerable<string> words) => string.Join(' ', words.Select(Quoted));

    private static string Quoted(string word) =>
        word.Length > 0 && word.All(letter => char.IsLetterOrDigit(letter) || "-_./\\:=,+@%".Contains(letter, StringComparison.Ordinal))
            ? word
            : OperatingSystem.IsWindows() ? $"\"{word}\"" : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
