using System.Globalization;
using DiffMH.Client.Formatting;
using DiffMH.Client.Results;

namespace DiffMH.Client.Reports;

/// <summary>Sweeps for people, one in each line.</summary>
internal static class SweepList
{
    /// <summary>The list; priorities only where one is not the usual one.</summary>
    /// <param name="sweeps">The sweeps in their order.</param>
    /// <param name="zone">In which times are told.</param>
    public static TextTable Table(IReadOnlyCollection<SweepEntry> sweeps, TimeZoneInfo zone)
    {
        var hasPriorities = sweeps.Any(sweep => sweep.Priority != SweepPriority.Normal);
        var table = new TextTable(["id", "name", "state", .. Priority("priority"), "points", "progress", "submitted"]);
        foreach (var sweep in sweeps)
        {
            table.Add(
            [
                sweep.Id,
                sweep.Name,
                ResultTable.StateName(sweep.State),
                .. Priority(PriorityWord.Of(sweep.Priority)),
                $"{sweep.Completed + sweep.Failed}/{sweep.Points}{(sweep.Failed > 0 ? $" ({sweep.Failed} failed)" : "")}",
                Share(sweep.Progress),
                Time(sweep.Submitted, zone),
            ]);
        }

        return table;

        IEnumerable<string> Priority(string cell) => hasPriorities ? [cell] : [];
    }

    /// <summary>A time of the calendar, to the minute.</summary>
    public static string Time(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage; never 100% before the end.</summary>
    public static string Share(double share) => Percent.Of(Math.Floor(share * 1000) / 1000, 1);
}
