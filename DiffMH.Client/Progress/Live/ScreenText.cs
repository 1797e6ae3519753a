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
}
