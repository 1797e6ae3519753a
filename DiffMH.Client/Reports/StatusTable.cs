using System.Text;
using DiffMH.Client.Commands;
using DiffMH.Client.Formatting;
using DiffMH.Client.Results;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Reports;

/// <summary>How far a sweep is, for people.</summary>
internal static class StatusTable
{
    /// <summary>A line has no room for more parameters; the document has all.</summary>
    private const int MostParameters = 4;

    /// <summary>The status as text.</summary>
    /// <param name="status">The status.</param>
    /// <param name="zone">In which times are told.</param>
    /// <param name="on">How the store was asked for.</param>
    public static string Render(StatusDocument status, TimeZoneInfo zone, StoreRequest on)
    {
        var sweep = status.Sweep;
        var submitted = sweep.Submitted is { } time ? $", submitted {SweepList.Time(time, zone)}" : "";
        var failed = sweep.Failed > 0 ? $" ({sweep.Failed} failed{(sweep.Lost > 0 ? $", {sweep.Lost} of them lost" : "")})" : "";
        var text = new StringBuilder();
        text.Append($"{sweep.Name} {sweep.Id}: {ResultTable.StateName(sweep.State)}\n");
        text.Append($"{SweepList.Share(sweep.Progress)}, {sweep.Completed + sweep.Failed} of {sweep.Points} points{failed}, ");
        text.Append($"{Durations.Format(TimeSpan.FromSeconds(sweep.WallSeconds))} at work{PriorityWord.Behind(sweep.Priority)}{submitted}\n");
        if (sweep.WaitsFor is { } obstacle)
        {
            text.Append($"waits: {obstacle}\n");
        }

        if (sweep.State == RunState.Lost)
        {
            text.Append($"waits for a silo: {on.Line("silo", "start")}\n");
        }

        if (status.Points.Count > 0)
        {
            text.Append('\n').Append(Points(status.Points));
        }

        foreach (var point in status.Points.Where(point => point.Failure is not null))
        {
            text.Append($"\npoint {point.Point}: {point.Failure!.Message} ({point.Failure.Kind})\n");
        }

        return text.ToString();
    }

    private static TextTable Points(IReadOnlyList<PointStatusSummary> points)
    {
        var columns = Columns(points).ToArray();
        var table = new TextTable([.. columns.Select(column => column.Heading)]);
        foreach (var point in points)
        {
            table.Add([.. columns.Select(column => column.Cell(point))]);
        }

        return table;
    }

    private static IEnumerable<(string Heading, Func<PointStatusSummary, string> Cell)> Columns(IReadOnlyList<PointStatusSummary> points)
    {
        yield return ("point", point => $"{point.Point}");
        var axes = points.SelectMany(point => point.Settings?.Select(setting => setting.Key) ?? []).Distinct().ToArray();
        string[] given = [.. axes.Select(axis => SweepAxes.ShortName(axis, axes)).Where(name => points.All(point => point.Parameters?.GetValueOrDefault(name) is not { Mcse: not 0 }))];
        string[] parameters = [.. points.SelectMany(point => (IEnumerable<string>?)point.Parameters?.Keys ?? []).Distinct().Except(given).Take(MostParameters)];
        foreach (var axis in axes)
        {
            yield return (SweepAxes.Heading(axis, axes, parameters), point => point.Settings?[axis] is { } value ? AxisValue.Short(value) : "");
        }

        yield return ("state", point => ResultTable.StateName(point.State));
        if (points.Any(point => point.Iterations > 1))
        {
            yield return ("iteration", point => point.Iterations > 1 ? $"{point.Iteration}/{point.Iterations}" : "");
        }

        foreach (var name in parameters)
        {
            yield return (name, point => point.Parameters?.GetValueOrDefault(name) is { } value ? ValueWithError.Format(value.Value, value.Mcse) : "");
        }

        foreach (var name in points.Select(point => point.Objective?.Name).OfType<string>().Distinct())
        {
            yield return (name, point => point.Objective is { } value && value.Name == name ? ValueWithError.Format(value.Value, value.Mcse) : "");
        }

        foreach (var name in points.SelectMany(point => (IEnumerable<string>?)point.Gradient?.Keys ?? []).Distinct().Take(MostParameters))
        {
            yield return ($"d/d{name}", point => point.Gradient?.GetValueOrDefault(name) is { } value ? ValueWithError.Format(value.Value, value.Mcse) : "");
        }
    }
}
