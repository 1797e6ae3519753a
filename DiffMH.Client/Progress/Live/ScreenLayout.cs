using DiffMH.Client.Formatting;

namespace DiffMH.Client.Progress.Live;

/// <summary>Sets what is known into a screen of any size: heading, points, remarks, keys.</summary>
internal sealed class ScreenLayout
{
    private const int LeastHeight = 8;
    private const int WidestBar = 40;
    private const int NarrowestBar = 10;
    private const int WidestText = 120;

    private readonly PointTable table = new();
    private int widthBefore;

    /// <summary>The screen's lines, at most as many and as wide as asked for.</summary>
    public IReadOnlyList<ScreenLine> Draw(SweepBoard board, int width, int height)
    {
        if (width != widthBefore)
        {
            table.Reset();
            widthBefore = width;
        }

        var lines = Heading(board, width);
        if (height < LeastHeight)
        {
            return [.. lines.Take(height)];
        }

        lines.Add(ScreenLine.Empty);
        var remarks = board.IsHelping ? [] : Remarks(board, width, height / 4);
        lines.AddRange(board.IsHelping ? HelpText.Draw(board, width) : Points(board, width, height - lines.Count - remarks.Count - 1));
        lines.AddRange(remarks);
        lines = [.. lines.Take(height - 1)];
        while (lines.Count < height - 1)
        {
            lines.Add(ScreenLine.Empty);
        }

        lines.Add(HelpText.Keys(board, width));
        return lines;
    }

    /// <summary>What stays to be read when the screen is gone: the heading and the first points.</summary>
    public IReadOnlyList<ScreenLine> Farewell(SweepBoard board, int width)
    {
        const int points = 10;
        return [.. Heading(board, width), .. Points(board, width, points + 1)];
    }

    private static List<ScreenLine> Heading(SweepBoard board, int width)
    {
        if (board.Status is not { } status)
        {
            return [ScreenLine.Of("waiting for the first status", Ink.Faint)];
        }

        ScreenLine[] items =
        [
            ScreenLine.Of(status.Name, Ink.Strong),
            ScreenLine.Of(status.State.ToString().ToLowerInvariant(), Ink.Of(status.State)),
            ScreenLine.Of(ProgressText.Points(status)),
            ScreenLine.Of(board.Workforce?.ToString() ?? "", Ink.Faint),
        ];
        var lines = ScreenText.Flow(items, width);
        var times = $"{ProgressText.Share(status)}, {ProgressText.Times(status, board.Pace)}";
        var bar = Math.Min(WidestBar, width - ScreenLine.WidthOf(times) - 2);
        lines.Add(bar >= NarrowestBar ? PointFacts.Bar(status.Progress, bar).Add("  ").Add(times) : ScreenLine.Of(times));
        if (board.Notice is { } notice)
        {
            lines.Add(ScreenLine.Of(notice, Ink.Doubtful));
        }

        return lines;
    }

    private List<ScreenLine> Points(SweepBoard board, int width, int height)
    {
        if (board.Points.Length == 1)
        {
            return PointPane.Draw(board, board.Points[0], width, height);
        }

        var room = Math.Max(1, height - 2);
        var shown = board.Show(room);
        var lines = board.IsVerbose ? null : table.Draw(board, shown, width);
        if (lines is null)
        {
            (lines, room) = PointBlocks.Draw(board, shown, width, height - 1);
        }

        board.Room = room;
        if (board.Room < board.Points.Length)
        {
            lines.Add(ScreenLine.Of($"points {board.First + 1} to {Math.Min(board.First + board.Room, board.Points.Length)} of {board.Points.Length}", Ink.Faint));
        }

        return lines;
    }

    private static List<ScreenLine> Remarks(SweepBoard board, int width, int height)
    {
        var groups = board.Remarks;
        var lines = new List<ScreenLine>();
        foreach (var (index, group) in groups.Index())
        {
            ScreenLine[] own = [.. WordWrap.Lines($"! {group.Text(board.Points.Length)}", Math.Min(width, WidestText), 2).Select(line => ScreenLine.Of(line, Ink.Doubtful))];
            if (lines.Count + own.Length > height && index > 0)
            {
                lines.Add(ScreenLine.Of($"! and {groups.Count - index} more, in report.md at the end", Ink.Faint));
                break;
            }

            lines.AddRange(own);
        }

        return lines.Count == 0 ? lines : [ScreenLine.Empty, .. lines];
    }
}
