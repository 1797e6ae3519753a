using DiffMH.Client.Formatting;

namespace DiffMH.Client.Progress.Live;

/// <summary>The keys, in a line and explained.</summary>
internal static class HelpText
{
    /// <summary>The keys in one line: as many as fit, those that matter most first.</summary>
    public static ScreenLine Keys(SweepBoard board, int width)
    {
        var line = new ScreenLine();
        foreach (var (key, text) in Short(board))
        {
            var item = ScreenLine.Of(key, Ink.Strong).Add($" {text}", Ink.Faint);
            if (line.Width + 3 + item.Width > width && line.Width > 0)
            {
                break;
            }

            line.To(line.Width == 0 ? 0 : line.Width + 3).Add(item);
        }

        return line;
    }

    /// <summary>Keys and columns explained.</summary>
    public static IEnumerable<ScreenLine> Draw(SweepBoard board, int width)
    {
        var items = Keys(board).Append(("", "")).Concat(Columns);
        var column = items.Max(item => item.Item1.Length) + 2;
        return from item in items
               from line in WordWrap.Lines(item.Item2, Math.Max(column + 1, width) - column).Index()
               select ScreenLine.Of(line.Index == 0 ? item.Item1 : "", Ink.Strong).To(column).Add(line.Item);
    }

    private static IEnumerable<(string Key, string Text)> Short(SweepBoard board)
    {
        if (!board.HasKeys)
        {
            yield return ("Ctrl-C", board.IsOfThisProcess ? "pause and leave" : "detach");
            yield break;
        }

        yield return board.IsOfThisProcess ? ("q", "pause and leave") : ("d", "detach");
        yield return ("p", board.IsPaused ? "resume" : "pause");
        if (board.Points.Length > 1)
        {
            yield return ("s", $"sort: {board.Order.ToString().ToLowerInvariant()}");
            if (board.Room < board.Points.Length)
            {
                yield return ("↑↓", "scroll");
            }
        }

        yield return ("v", board.IsVerbose ? "less" : "more");
        yield return ("?", board.IsHelping ? "back" : "help");
    }

    private static IEnumerable<(string, string)> Keys(SweepBoard board) =>
    [
        board.IsOfThisProcess
            ? ("q, Ctrl-C", "pauses the sweep at a commit and leaves; the same command goes on")
            : ("d, q, Ctrl-C", "leaves the screen; the sweep goes on in its cluster"),
        ("p", "pauses the sweep at a commit, and resumes it"),
        ("s", "sorts by point; by progress, those at work first; by value, the best first; by signal"),
        ("↑ ↓ PgUp PgDn", "scroll, as Home and End do"),
        ("v", "shows more of each point: how its chains behave"),
        ("?", "shows this, and the points again"),
    ];

    private static IEnumerable<(string, string)> Columns =>
    [
        ("2.331(4)", "is 2.331 ± 0.004, one standard error; numbers are of the last iteration"),
        ("signal", "the gradient in its standard errors; of several components the one that stands out most. Below 1 it is noise, as it is at an optimum"),
        ("!", "something is conspicuous; below the points stands what, and what to do"),
        ("time left", "with one standard error, from how evenly the sweep went of late"),
    ];
}
