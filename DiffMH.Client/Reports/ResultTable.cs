using System.Text;
using System.Text.Json.Nodes;
using DiffMH.Client.Formatting;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Reports;

/// <summary>The results for a terminal of 80 columns: a table of points, or a block for each point where a table would be too wide.</summary>
public static class ResultTable
{
    /// <summary>Columns of the terminal that everything is readable on.</summary>
    public const int Columns = 80;

    /// <summary>Why an error is unknown, said once below the numbers.</summary>
    public const string UnknownErrorNote =
        ValueWithError.UnknownError + " no error: one group only; raise chain.chains or replicates.count";

    /// <summary>The results as text.</summary>
    public static string Render(SummaryDocument summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var text = new StringBuilder();
        text.Append(Heading(summary)).Append("\n\n");
        var table = Table(summary.Points);
        text.Append(summary.Points.Count > 1 && table.Width <= Columns ? table.ToString() : string.Join('\n', summary.Points.Select(Block)));
        foreach (var failure in Failures(summary.Points))
        {
            text.Append('\n').Append(failure).Append('\n');
        }

        if (text.ToString().Contains(ValueWithError.UnknownError, StringComparison.Ordinal))
        {
            text.Append('\n').Append(UnknownErrorNote).Append('\n');
        }

        return text.Append("\ndigest ").Append(summary.Sweep.Digest ?? "none: unfinished").Append('\n').ToString();
    }

    /// <summary>All points, one row each.</summary>
    public static TextTable Table(IReadOnlyList<PointSummary> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var axes = Names(points, point => point.Settings.Select(setting => setting.Key));
        var parameters = Names(points, point => point.Parameters.Keys);
        var objectives = Names(points, point => point.Objective is { } objective ? [objective.Name] : []);
        var gradients = Names(points, point => point.Gradient.Keys);
        var table = new TextTable(["point", .. axes.Select(axis => ShortName(axis, axes)), .. parameters, .. objectives, .. gradients.Select(name => $"d/d{name}"), "state"]);
        foreach (var point in points)
        {
            table.Add([
                $"{point.Point}",
                .. axes.Select(axis => point.Settings.TryGetPropertyValue(axis, out var value) ? Show(value) : ""),
                .. parameters.Select(name => point.Parameters.TryGetValue(name, out var value) ? ValueWithError.Format(value.Value, value.Mcse) : ""),
                .. objectives.Select(name => point.Objective is { } value && value.Name == name ? ValueWithError.Format(value.Value, value.Mcse) : ""),
                .. gradients.Select(name => point.Gradient.TryGetValue(name, out var value) ? ValueWithError.Format(value.Value, value.Mcse) : ""),
                StateName(point.State),
            ]);
        }

        return table;
    }

    /// <summary>What failed and why, one text for each point with a failure.</summary>
    public static IEnumerable<string> Failures(IEnumerable<PointSummary> points) =>
        from point in points
        where point.Failure is not null
        let what = point.State == RunState.Failed ? "failed" : "lost some of its replicates"
        select $"point {point.Point} {what}: {point.Failure!.Message} ({point.Failure!.Kind})";

    /// <summary>A state as it is shown.</summary>
    public static string StateName(RunState state) => state.ToString().ToLowerInvariant();

    /// <summary>An axis value as it is shown.</summary>
    public static string Show(JsonNode? value) => value is JsonValue plain && plain.TryGetValue<string>(out var text) ? text : value?.ToJsonString() ?? "";

    private static string Heading(SummaryDocument summary)
    {
        var done = summary.Points.Count(point => point.State == RunState.Completed);
        var points = summary.Points.Count == 1 ? "" : $", {done} of {summary.Points.Count} points";
        var took = Durations.Format(TimeSpan.FromSeconds(summary.Sweep.WallSeconds));
        return $"{summary.Sweep.Name}: {StateName(summary.Sweep.State)}{points} in {took}";
    }

    private static string Block(PointSummary point)
    {
        var settings = string.Join(", ", point.Settings.Select(setting => $"{setting.Key} = {Show(setting.Value)}"));
        var head = settings.Length > 0 ? $"point {point.Point}: {settings}" : $"point {point.Point}";
        var lines = new List<(string Name, string Value)>();
        lines.AddRange(point.Parameters.Select(parameter => (parameter.Key, ValueWithError.Format(parameter.Value.Value, parameter.Value.Mcse))));
        if (point.Objective is { } objective)
        {
            lines.Add((objective.Name, ValueWithError.Format(objective.Value, objective.Mcse)));
            lines.AddRange(point.Gradient.Select(part => ($"d {objective.Name} / d {part.Key}", ValueWithError.Format(part.Value.Value, part.Value.Mcse))));
        }

        lines.AddRange(point.Moments.Select(moment => ($"mean {moment.Key}", ValueWithError.Format(moment.Value.Value, moment.Value.Mcse))));
        var width = lines.Select(line => line.Name.Length).DefaultIfEmpty(0).Max();
        var replicates = point.Replicates == 1 ? "1 replicate" : $"{point.Replicates} replicates";
        return $"{head} ({StateName(point.State)}, {replicates})\n" + string.Concat(lines.Select(line => $"  {line.Name.PadRight(width)}  {line.Value}\n"));
    }

    private static string[] Names(IReadOnlyList<PointSummary> points, Func<PointSummary, IEnumerable<string>> names) =>
        [.. points.SelectMany(names).Distinct()];

    /// <summary>The last part of a dotted path where it names one axis only.</summary>
    private static string ShortName(string axis, string[] axes)
    {
        var last = Last(axis);
        return axes.Count(other => Last(other) == last) == 1 ? last : axis;

        static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];
    }
}
