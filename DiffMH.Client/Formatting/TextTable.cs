using System.Text;

namespace DiffMH.Client.Formatting;

/// <summary>Columns of text with a heading: no lines, no colours, so that it reads the same on a terminal, in a file and in a mail.</summary>
/// <param name="headings">One for each column.</param>
public sealed class TextTable(params string[] headings)
{
    private const string Gap = "  ";
    private readonly List<string[]> rows = [headings];

    /// <summary>Columns of the longest line.</summary>
    public int Width => Widths().Sum() + (Gap.Length * (headings.Length - 1));

    /// <summary>Rows without the heading.</summary>
    public int Rows => rows.Count - 1;

    /// <summary>Adds a row of as many cells as there are headings.</summary>
    public void Add(params string[] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        rows.Add(cells.Length == headings.Length
            ? cells
            : throw new ArgumentException($"A row has {cells.Length} cells, the table {headings.Length} columns.", nameof(cells)));
    }

    /// <summary>The table as aligned text, one line for each row.</summary>
    public override string ToString()
    {
        var widths = Widths();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            var line = string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column])));
            text.Append(line.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The table in Markdown.</summary>
    /// <param name="most">Rows at most, without the heading.</param>
    public string ToMarkdown(int most = int.MaxValue)
    {
        var text = new StringBuilder();
        foreach (var (index, row) in rows.Take((int)Math.Min(int.MaxValue, 1L + most)).Index())
        {
            text.Append("| ").AppendJoin(" | ", row.Select(Markdown.Text)).Append(" |\n");
            if (index == 0)
            {
                text.Append('|').Insert(text.Length, " --- |", row.Length).Append('\n');
            }
        }

        return text.ToString();
    }

    private int[] Widths() => [.. Enumerable.Range(0, headings.Length).Select(column => rows.Max(row => row[column].Length))];
}
