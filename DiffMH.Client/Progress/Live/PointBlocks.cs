namespace DiffMH.Client.Progress.Live;

/// <summary>The points as blocks of a few short lines each, for screens too narrow for a table.</summary>
internal static class PointBlocks
{
    private const int Indent = 4;
    private const int CurveWidth = 16;

    /// <summary>Wider lines are hard to follow from one end to the other.</summary>
    private const int Widest = 110;

    /// <summary>Blocks for as many of the points as fit into some lines.</summary>
    /// <param name="board">What is known.</param>
    /// <param name="points">The points from the first that is shown.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Lines.</param>
    /// <returns>The lines, and how many points they show: at least one.</returns>
    public static (List<ScreenLine> Lines, int Points) Draw(SweepBoard board, IEnumerable<PointView> points, int width, int height)
    {
        var (lines, count) = (new List<ScreenLine>(), 0);
        foreach (var point in points)
        {
            var block = Block(board, point, Math.Min(width, Widest));
            if (count > 0 && lines.Count + block.Count > height)
            {
                break;
            }

            lines.AddRange(block);
            count++;
        }

        return (lines, Math.Max(1, count));
    }

    private static List<ScreenLine> Block(SweepBoard board, PointView point, int width)
    {
        var place = PointFacts.Place(point);
        var head = PointFacts.Name(point).To(Indent).Add(PointFacts.Settings(point, board));
        var lines = new List<ScreenLine>();
        if (head.Width + 2 + place.Width <= width)
        {
            lines.Add(head.To(width - place.Width).Add(place));
        }
        else
        {
            lines.AddRange([head, new ScreenLine().To(Indent).Add(place)]);
        }

        lines.AddRange(ScreenText.Flow(Numbers(board, point), width, Indent));
        return lines;
    }

    private static IEnumerable<ScreenLine> Numbers(SweepBoard board, PointView point)
    {
        var status = point.Status;
        foreach (var (i, parameter) in (status.Parameters.IsDefault ? [] : status.Parameters).Take(3).Index())
        {
            yield return Named(parameter.Name, PointFacts.Parameter(point, i));
        }

        if (status.Objective is { } objective)
        {
            yield return Named(objective.Name, PointFacts.Objective(point));
            yield return Named(status.Gradient.Length == 1 ? $"d/d{status.Gradient[0].Name}" : "gradient", PointFacts.Gradient(point));
        }

        if (point.Signal is not null)
        {
            yield return ScreenLine.Of("signal ", Ink.Faint).Add(PointFacts.Signal(point));
        }

        if (point.History.Count > 1)
        {
            yield return PointFacts.Curve(point, CurveWidth);
        }

        foreach (var fact in board.IsVerbose ? PointFacts.Chains(point) : [])
        {
            yield return ScreenLine.Of(fact, Ink.Faint);
        }
    }

    private static ScreenLine Named(string name, string value) => value.Length == 0 ? ScreenLine.Empty : ScreenLine.Of($"{name} ", Ink.Faint).Add(value);
}
