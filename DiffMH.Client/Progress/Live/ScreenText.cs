namespace DiffMH.Client.Progress.Live;

/// <summary>Sets text into lines of a width.</summary>
internal static class ScreenText
{
    /// <summary>Sets items beside each other, and goes on in the next line where one does not fit.</summary>
    /// <param name="items">The items; empty ones are left out.</param>
    /// <param name="width">Columns, the indent among them.</param>
    /// <param name="indent">Blanks before each line.</param>
    public static List<ScreenLine> Flow(IEnumerable<ScreenLine> items, int width, int indent = 0)
    {
        const int gap = 3;
        var lines = new List<ScreenLine>();
        foreach (var item in items.Where(item => item.Width > 0))
        {
            if (lines.Count == 0 || lines[^1].Width + gap + item.Width > width)
            {
                lines.Add(new ScreenLine().To(indent).Add(item));
            }
            else
            {
                lines[^1].To(lines[^1].Width + gap).Add(item);
            }
        }

        return lines;
    }

    /// <summary>Breaks words into lines.</summary>
    /// <param name="text">Words between single blanks.</param>
    /// <param name="width">Columns, the indent among them.</param>
    /// <param name="indent">Blanks before each line but the first.</param>
    public static IEnumerable<string> Wrap(string text, int width, int indent)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Trim().Length > 0 && ScreenLine.WidthOf(line) + 1 + ScreenLine.WidthOf(word) > width)
            {
                yield return line;
                line = new string(' ', indent) + word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }
}
