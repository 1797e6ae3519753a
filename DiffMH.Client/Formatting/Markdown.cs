using System.Text;

namespace DiffMH.Client.Formatting;

/// <summary>Text as Markdown shows it: names come from sweep files and plugins and may hold anything.</summary>
public static class Markdown
{
    private const string Special = "\\`*[]<>|~#$&";

    /// <summary>The text on one line, with a backslash before whatever would be taken for markup.</summary>
    /// <remarks>An underscore within a word is none (CommonMark 0.31, section 6.2), and names like <c>specific_heat</c> stay readable.</remarks>
    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = char.IsControl(text[i]) ? ' ' : text[i];
            var isMarkup = letter == '_' ? !(IsWord(text, i - 1) && IsWord(text, i + 1)) : Special.Contains(letter, StringComparison.Ordinal);
            escaped.Append(isMarkup ? "\\" : "").Append(letter);
        }

        return escaped.ToString();
    }

    private static bool IsWord(string text, int index) => index >= 0 && index < text.Length && char.IsLetterOrDigit(text[index]);
}
