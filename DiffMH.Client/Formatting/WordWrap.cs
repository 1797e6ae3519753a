using Spectre.Console.Rendering;

namespace DiffMH.Client.Formatting;

/// <summary>Breaks text into lines between words.</summary>
internal static class WordWrap
{
    /// <summary>The lines; one is longer than asked for only where a single word is.</summary>
    /// <param name="text">Words between single blanks.</param>
    /// <param name="width">Columns, the indent among them.</param>
    /// <param name="indent">Blanks before each line but the first.</param>
    public static IEnumerable<string> Lines(string text, int width, int indent = 0)
    {
        var (line, used) = ("", 0);
        foreach (var word in text.Split(' '))
        {
            var length = new Segment(word).CellCount();   // letters of the far east take two columns
            if (line.Length == 0)
            {
                (line, used) = (word, length);
            }
            else if (used + 1 + length > width)
            {
                yield return line;
                (line, used) = (new string(' ', indent) + word, indent + length);
            }
            else
            {
                (line, used) = ($"{line} {word}", used + 1 + length);
            }
        }

        yield return line;
    }
}
