namespace DiffMH.Client.Progress.Live;

/// <summary>The points as a table with one line each, in as many columns as the screen has room for.</summary>
/// <remarks>Columns never become narrower while the screen keeps its width, so that nothing moves to and fro as digits come and go.</remarks>
internal sealed class PointTable
{
    private const int Gap = 2;
    private const int MostSettings = 20;
    private const int ShortestCurve = 16;
    private const int LongestCurve = 60;
    private const int BarWidth = 10;

    /// <summary>What is shown of each point, from most to least.</summary>
    private static readonly (int Parameters, bool HasBar, bool HasCurve)[] Extents = [(6, true, true), (3, true, true), (3, false, true), (1, false, true), (1, false, false)];

    private readonly Dictionary<(int Extent, int Column), int> widths = [];

    /// <summary>Forgets how wide columns were.</summary>
    public void Reset() => widths.Clear();

    /// <summary>The heading and a line for each point; null where the screen is too narrow for a table.</summary>
    public List<ScreenLine>? Draw(SweepBoard board, IReadOnlyList<PointView> points, int width)
    {
        foreach (var (extent, (parameters, hasBar, hasCurve)) in Extents.Index())
        {
            Column[] columns = [.. Columns(board, points, parameters, hasBar).Select((column, i) => column with { Width = Widen((extent, i), column) })];
            var taken = columns.Sum(column => column.Width + Gap) - Gap;
            var curve = hasCurve && PointFacts.HasCurves(board) ? Math.Min(LongestCurve, width - taken - Gap) : 0;
            if (taken <= width && (curve == 0 || curve >= ShortestCurve))
            {
                return Lines(columns, points, curve);
            }
        }

        return null;
    }

    private static List<ScreenLine> Lines(Column[] columns, IReadOnlyList<PointView> points, int curve)
    {
        var lines = new List<ScreenLine> { new() };
        lines.AddRange(points.Select(_ => new ScreenLine()));
        var end = 0;
        foreach (var column in columns)
        {
            var start = end;
            end += column.Width + Gap;
            lines[0].To(start).Add(column.Heading, Ink.Faint);
            for (var i = 0; i < points.Count; i++)
            {
                lines[i + 1].To(start).Add(column.Cells[i]);
            }
        }

        if (curve > 0)
        {
            lines[0].To(end).Add("objective so far", Ink.Faint);
            foreach (var (i, point) in points.Index())
            {
                lines[i + 1].To(end).Add(PointFacts.Curve(point, curve));
            }
        }

        return lines;
    }

    private int Widen((int, int) place, Column column)
    {
        var now = column.Cells.Select(cell => cell.Width).Append(ScreenLine.WidthOf(column.Heading)).Max();
        return widths[place] = Math.Max(now, widths.GetValueOrDefault(place));
    }

    private static IEnumerable<Column> Columns(SweepBoard board, IReadOnlyList<PointView> points, int parameters, bool hasBar)
    {
        Column Of(string heading, Func<PointView, ScreenLine> cell) => new(heading, [.. points.Select(cell)]);
        Column Number(string heading, Func<PointView, string> text) => Of(heading, point => ScreenLine.Of(text(point), PointFacts.Numbers(point)));

        yield return Of("#", PointFacts.Name);
        foreach (var (axis, name) in board.Axes.Names.Index())
        {
            yield return Of(name, point => ScreenLine.Of(Shorten(point.Settings[axis])));
        }

        if (hasBar)
        {
            yield return Of(" ", point => PointFacts.Bar(point.Share, BarWidth));
        }

        yield return Of("progress", PointFacts.Place);
        foreach (var column in Parameters(points, parameters, Number))
        {
            yield return column;
        }

        yield return Number(Heading(points, point => point.Status.Objective?.Name, "objective"), PointFacts.Objective);
        yield return Number(Heading(points, point => point.Status.Gradient.IsDefaultOrEmpty ? null : Derivative(point.Status), "gradient"), PointFacts.Gradient);
        yield return Of("signal", PointFacts.Signal);
    }

    private static IEnumerable<Column> Parameters(IReadOnlyList<PointView> points, int most, Func<string, Func<PointView, string>, Column> number)
    {
        var count = points.Select(point => point.Status.Parameters.IsDefault ? 0 : point.Status.Parameters.Length).DefaultIfEmpty(0).Max();
        for (var i = 0; i < Math.Min(count, most); i++)
        {
            var index = i;
            var name = Heading(points, point => index < point.Status.Parameters.Length ? point.Status.Parameters[index].Name : null, "θ");
            yield return number(i == most - 1 && count > most ? $"{name} +{count - most}" : name, point => PointFacts.Parameter(point, index));
        }
    }

    private static string Derivative(PointStatus status) => status.Gradient.Length == 1 ? $"d/d{status.Gradient[0].Name}" : "gradient";

    /// <summary>The name that all points have; a common word where they differ.</summary>
    private static string Heading(IReadOnlyList<PointView> points, Func<PointView, string?> name, string common)
    {
        var names = points.Select(name).Where(own => own is not null).Distinct().Take(2).ToArray();
        return names is [{ } only] ? only : common;
    }

    private static string Shorten(string value) => value.Length <= MostSettings ? value : value[..(MostSettings - 1)] + "…";

    private sealed record Column(string Heading, ScreenLine[] Cells, int Width = 0);
}
