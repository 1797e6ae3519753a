using DiffMH.Client.Formatting;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Reports;

/// <summary>The means of the observables, one row for each point.</summary>
internal static class MomentTable
{
    /// <summary>The table; null where there are no observables.</summary>
    public static TextTable? Of(IReadOnlyList<PointSummary> points)
    {
        var names = points.SelectMany(point => point.Moments.Keys).Distinct().ToArray();
        if (names.Length == 0)
        {
            return null;
        }

        var table = new TextTable(["point", .. names]);
        foreach (var point in points)
        {
            table.Add([$"{point.Point}", .. names.Select(name => point.Moments.TryGetValue(name, out var moment) ? PointNumbers.Of(moment) : "")]);
        }

        return table;
    }
}
