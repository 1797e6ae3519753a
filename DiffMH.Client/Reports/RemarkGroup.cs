using System.Text;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Reports;

/// <summary>Remarks of one kind on several points, told once: what the worst of them found, and the remedy. Failures and doubts are of one kind where they read alike.</summary>
/// <param name="Points">The points, ascending.</param>
/// <param name="Worst">The worst remark.</param>
/// <param name="Different">How many of the remarks differ; a point may have several of a kind.</param>
public sealed record RemarkGroup(IReadOnlyList<int> Points, Remark Worst, int Different)
{
    private const int MostRanges = 8;

    /// <summary>The groups of all remarks on the results of points, the gravest kind first.</summary>
    public static IReadOnlyList<RemarkGroup> Of(IEnumerable<PointSummary> points) =>
        Of(points.SelectMany(point => Diagnosis.Of(point).Select(remark => (point.Point, remark))));

    /// <summary>The groups of all remarks, the gravest kind first.</summary>
    public static IReadOnlyList<RemarkGroup> Of(IEnumerable<(int Point, Remark Remark)> remarks) =>
    [
        .. from remark in remarks
           group remark by (remark.Remark.Kind, remark.Remark.Kind is RemarkKind.Failed or RemarkKind.Doubtful ? remark.Remark.Found : "") into kind
           orderby kind.Key.Kind
           select new RemarkGroup(
               [.. kind.Select(item => item.Point).Distinct().Order()],
               kind.MaxBy(item => item.Remark.Badness).Remark,
               kind.Select(item => item.Remark.Found).Distinct().Count()),
    ];

    /// <summary>The group in a paragraph.</summary>
    /// <param name="all">How many points the sweep has: the only point needs no name.</param>
    public string Text(int all)
    {
        var who = all == 1 ? "" : $"{Names(Points)}: ";
        var worst = Different == 1 ? "" : $" (the worst of {Different})";
        return $"{who}{Worst.Found}{worst}. {Worst.Remedy}".TrimEnd();
    }

    /// <summary>Points as a reader names them: point 3; points 0–4, 7 and 9; 120 points, 3 and 8 among them.</summary>
    public static string Names(IReadOnlyList<int> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count == 1)
        {
            return $"point {points[0]}";
        }

        var ranges = Ranges(points).Take(MostRanges + 1).ToArray();
        return ranges.Length > MostRanges
            ? $"{points.Count} points, {ranges[0]} and {ranges[1]} among them"
            : new StringBuilder("points ").AppendJoin(", ", ranges[..^1]).Append(ranges.Length > 1 ? " and " : "").Append(ranges[^1]).ToString();
    }

    private static IEnumerable<string> Ranges(IReadOnlyList<int> points)
    {
        for (var (first, i) = (0, 0); i < points.Count; i++)
        {
            if (i + 1 < points.Count && points[i + 1] == points[i] + 1)
            {
                continue;
            }

            yield return first == i ? $"{points[i]}" : $"{points[first]}–{points[i]}";
            first = i + 1;
        }
    }
}
