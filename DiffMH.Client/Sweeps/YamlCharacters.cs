using System.Globalization;

namespace DiffMH.Client.Sweeps;

/// <summary>Characters that a sweep file may hold: those that YAML 1.2 calls printable (section 5.1), but for U+0085, U+2028 and U+2029.</summary>
/// <remarks>
/// YamlDotNet takes U+0000 for the end of the text and, as YAML 1.1 did, the three for ends of lines, which no editor shows: what comes
/// after them would be lost, or be read although it stands in a comment.
/// </remarks>
internal static class YamlCharacters
{
    /// <summary>What is wrong with the first character that must not be there, and its line and column, from 1; null where all are right.</summary>
    public static (int Line, int Column, string Problem)? FirstProblem(string text)
    {
        var (line, begin) = (1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
            }
            else if (!IsRight(text[i]) && !(i == 0 && text[i] == '\ufeff'))
            {
                return (line, i - begin + 1, string.Create(CultureInfo.InvariantCulture, $"character: found U+{(int)text[i]:X4}; a sweep file holds characters that can be seen, spaces, tabs and ends of lines; remove it"));
            }
            else if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n')))
            {
                (line, begin) = (line + 1, i + 1);
            }
        }

        return null;
    }

    private static bool IsRight(char letter) => letter is '\t' or '\n' or '\r' or (>= ' ' and <= '~') or (>= '\u00a0' and not '\u2028' and not '\u2029' and not '\ufeff' and not '\ufffe' and not '\uffff' and (< '\ud800' or > '\udfff'));
}
