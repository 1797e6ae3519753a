using Spectre.Console;
using Spectre.Console.Rendering;

namespace DiffMH.Client.Progress.Live;

/// <summary>A line of the screen: pieces of text with styles, and how many columns they take.</summary>
internal sealed class ScreenLine
{
    private readonly List<Segment> pieces = [];

    /// <summary>An empty line.</summary>
    public static ScreenLine Empty => new();

    /// <summary>Columns so far.</summary>
    public int Width { get; private set; }

    /// <summary>A line of one piece.</summary>
    public static ScreenLine Of(string text, Style? style = null) => new ScreenLine().Add(text, style);

    /// <summary>Columns that a text takes: letters of the far east take two.</summary>
    public static int WidthOf(string text) => new Segment(Clean(text)).CellCount();

    /// <summary>Adds text.</summary>
    public ScreenLine Add(string text, Style? style = null)
    {
        if (text.Length > 0)
        {
            var piece = new Segment(Clean(text), style ?? Ink.Plain);
            pieces.Add(piece);
            Width += piece.CellCount();
        }

        return this;
    }

    /// <summary>Adds another line's pieces.</summary>
    public ScreenLine Add(ScreenLine other)
    {
        pieces.AddRange(other.pieces);
        Width += other.Width;
        return this;
    }

    /// <summary>Adds blanks up to a column.</summary>
    public ScreenLine To(int column) => Width < column ? Add(new string(' ', column - Width)) : this;

    /// <summary>The pieces, cut off with an ellipsis where they take more columns than there are.</summary>
    public IEnumerable<Segment> Fit(int width) => Width <= width || width < 1
        ? pieces.Where(_ => width > 0)
        : Segment.Truncate(pieces, width - 1).Append(new Segment("…"));

    /// <inheritdoc/>
    public override string ToString() => string.Concat(pieces.Select(piece => piece.Text));

    /// <summary>Names come from sweep files and plugins and may hold anything, also what a terminal would obey.</summary>
    private static string Clean(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)) : text;
}
