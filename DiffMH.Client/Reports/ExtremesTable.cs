using DiffMH.Client.Formatting;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Reports;

/// <summary>Of many points the smallest, the middle and the largest value of each number, and where it is.</summary>
internal static class ExtremesTable
{
    private const int MostParameters = 8;

    /// <summary>The table; null where no point has numbers.</summary>
    public static TextTable? Of(IReadOnlyList<PointSummary> points)
    {
        var table = new TextTable("", "smallest", "at point", "median", "largest", "at point");
        var rows = 0;
        foreach (var (name, values) in Numbers(points))
        {
            (int Point, ValueSummary Value)[] sorted = [.. values.Where(value => double.IsFinite(value.Value.Value)).OrderBy(value => value.Value.Value)];
            if (sorted.Length > 0)
            {
                var (least, middle, most) = (sorted[0], sorted[sorted.Length / 2], sorted[^1]);
                table.Add(name, PointNumbers.Of(least.Value), $"{least.Point}", PointNumbers.Of(middle.Value), PointNumbers.Of(most.Value), $"{most.Point}");
                rows++;
            }
        }

        return rows == 0 ? null : table;
    }

    private static IEnumerable<(string Name, IEnumerable<(int Point, ValueSummary Value)> Values)> Numbers(IReadOnlyList<PointSummary> points)
    {
        foreach (var name in points.SelectMany(point => point.Parameters.Keys).Distinct().Take(MostParameters))
        {
            yield return (name, from point in points where point.Parameters.ContainsKey(name) select (point.Point, point.Parameters[name]));
        }

        foreach (var name in points.Select(point => point.Objective?.Name).OfType<string>().Distinct())
        {
            yield return (name, from point in points where point.Objective?.Name == name select (point.Point, new ValueSummary(point.Objective!.Value, point.Objective.Mcse)));
        }

        foreach (var name in points.SelectMany(point => point.Gradient.Keys).Distinct().Take(MostParameters))
        {
            yield return ($"d/d{name}", from point in points where point.Gradient.ContainsKey(name) select (point.Point, new ValueSummary(point.Gradient[name].Value, point.Gradient[name].Mcse)));
        }
    }
}
