using System.Text;
using DiffMH.Client.Formatting;
using DiffMH.Client.Results;
using DiffMH.Client.Results.Document;
using DiffMH.Engine.Documents;

namespace DiffMH.Client.Reports;

/// <summary>
/// The results for a terminal of 80 columns: a table of points, or a block for each of a few points where a table would be too wide. Of many
/// points the first are shown.
/// </summary>
public static class ResultTable
{
    /// <summary>Columns of the terminal that everything is readable on.</summary>
    public const int Width = 80;

    /// <summary>Rows of a table on a terminal, and lines of a list of failures.</summary>
    public const int MostRows = 40;

    /// <summary>More points than these are rows of a table, however wide: blocks would be read by nobody.</summary>
    private const int MostBlocks = 12;

    /// <summary>Why an error is unknown, said once below the numbers.</summary>
    public const string UnknownErrorNote =
        ValueWithError.UnknownError + " no error: one group only; raise chain.chains or replicates.count";

    /// <summary>The results as text.</summary>
    public static string Render(SummaryDocument summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var text = new StringBuilder();
        text.Append(Heading(summary)).Append("\n\n");
        var table = Table(summary.Points, MostRows);
        var isTable = summary.Points.Count > MostBlocks || (summary.Points.Count > 1 && table.Width <= Width);
        text.Append(isTable ? table.ToString() : string.Join('\n', summary.Points.Select(Block)));
        if (summary.Points.Count > MostRows)
        {
            text.Append($"and {Quantity.Count(summary.Points.Count - MostRows)} more: points.parquet, -o json\n");
            text.Append(ExtremesTable.Of(summary.Points) is { } extremes ? $"\nover all points\n{extremes}" : "");
        }
        else if (isTable && summary.Points.Any(point => point.Convergence is not null))
        {
            text.Append('\n').Append(ConvergenceTable.Of(summary.Points));
        }

        foreach (var failure in Failures(summary.Points).Take(MostRows))
        {
            text.Append('\n').Append(failure).Append('\n');
        }

        foreach (var remark in RemarkGroup.Of(summary.Points).Where(group => group.Worst.Kind != RemarkKind.Failed))
        {
            text.Append('\n').AppendJoin('\n', WordWrap.Lines($"! {remark.Text(summary.Points.Count)}", Width, indent: 2)).Append('\n');
        }

        if (text.ToString().Contains(ValueWithError.UnknownError, StringComparison.Ordinal))
        {
            text.Append('\n').Append(UnknownErrorNote).Append('\n');
        }

        return text.Append("\ndigest ").Append(summary.Sweep.Digest ?? (summary.Sweep.State == RunState.Failed ? "none: nothing was computed" : "none: unfinished")).Append('\n').ToString();
    }

    /// <summary>All points, one row each. What is the same everywhere has no column: a parameter as given, a state of completed.</summary>
    /// <param name="points">The points.</param>
    /// <param name="most">How many of them get a row; the others still have a say in the columns.</param>
    public static TextTable Table(IReadOnlyList<PointSummary> points, int most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(points);
        var columns = Columns(points).ToArray();
        var table = new TextTable([.. columns.Select(column => column.Heading)]);
        foreach (var point in points.Take(most))
        {
            table.Add([.. columns.Select(column => column.Cell(point))]);
        }

        return table;
    }

    /// <summary>What failed and why, one text for each point with a failure.</summary>
    public static IEnumerable<string> Failures(IEnumerable<PointSummary> points) =>
        from point in points
        where point.Failure is not null
        let what = point.State switch { RunState.Failed => "failed", RunState.Lost => "was given up", _ => "lost some of its replicates" }
        select $"point {point.Point} {what}: {point.Failure!.Message} ({point.Failure!.Kind})";

    /// <summary>A state as it is shown.</summary>
    public static string StateName(RunState state) => Word.Of(state);

    private static IEnumerable<(string Heading, Func<PointSummary, string> Cell)> Columns(IReadOnlyList<PointSummary> points)
    {
        yield return ("point", point => $"{point.Point}");
        var axes = Names(points, point => point.Settings.Select(setting => setting.Key));
        var given = points.All(IsAsGiven) ? Constants(points).Select(constant => constant.Name).Concat(axes.Select(axis => SweepAxes.ShortName(axis, axes))) : [];
        string[] parameters = [.. Names(points, point => point.Parameters.Keys).Except(given)];
        foreach (var axis in axes)
        {
            yield return (SweepAxes.Heading(axis, axes, parameters), point => point.Settings.TryGetPropertyValue(axis, out var value) ? AxisValue.Short(value) : "");
        }

        foreach (var name in parameters)
        {
            yield return (name, point => point.Parameters.TryGetValue(name, out var value) ? ValueWithError.Format(value.Value, value.Mcse) : "");
        }

        foreach (var name in Names(points, point => point.Objective is { } objective ? [objective.Name] : []))
        {
            yield return (name, point => point.Objective is { } value && value.Name == name ? ValueWithError.Format(value.Value, value.Mcse) : "");
        }

        foreach (var name in Names(points, point => point.Gradient.Keys))
        {
            yield return ($"d/d{name}", point => point.Gradient.TryGetValue(name, out var value) ? ValueWithError.Format(value.Value, value.Mcse) : "");
            if (points.All(IsAsGiven))
            {
                yield return ("sd", point => point.Gradient.TryGetValue(name, out var value) ? Spread(value.Sd, point.Replicates) : "");
            }
        }

        if (points.Any(IsCutShort))
        {
            yield return ("stopped by", point => point.StoppedBy is { } reason ? $"{StopWord.Of(reason)} ({point.Iterations})" : "");
        }

        if (points.Any(point => point.State != RunState.Completed))
        {
            yield return ("state", point => StateName(point.State));
        }
    }

    /// <summary>Parameters that were given, and are the same at all points.</summary>
    private static IEnumerable<(string Name, double Value)> Constants(IReadOnlyList<PointSummary> points) =>
        points.Count > 1 && points.All(IsAsGiven)
            ? points.SelectMany(point => point.Parameters).GroupBy(pair => pair.Key, pair => pair.Value.Value)
                .Where(values => values.Count() == points.Count && values.Distinct().Count() == 1)
                .Select(values => (values.Key, values.First()))
            : [];

    /// <summary>Whether the point's parameters are what was given, as in gradient mode, and not an estimate.</summary>
    private static bool IsAsGiven(PointSummary point) => point.Parameters.Values.All(parameter => parameter.Mcse == 0);

    /// <summary>Whether a rule ended the point before its optimiser's last iteration.</summary>
    internal static bool IsCutShort(PointSummary point) => point.StoppedBy is not (null or StopReason.Iterations);

    /// <summary>A standard deviation of n numbers with its own standard error, sd / √(2 (n − 1)) for normal ones.</summary>
    private static string Spread(double deviation, int numbers) => ValueWithError.Format(deviation, deviation / Math.Sqrt(2.0 * (numbers - 1)));

    private static string Heading(SummaryDocument summary)
    {
        var done = summary.Points.Count(point => point.State == RunState.Completed);
        var points = summary.Points.Count == 1 ? "" : $", {done} of {summary.Points.Count} points";
        var took = Durations.Format(TimeSpan.FromSeconds(summary.Sweep.WallSeconds));
        var constants = string.Concat(Constants(summary.Points).Select(constant => $", {constant.Name} = {ValueWithError.Format(constant.Value, 0)}"));
        return $"{summary.Sweep.Name}: {StateName(summary.Sweep.State)}{points} in {took}{constants}";
    }

    private static string Block(PointSummary point)
    {
        var settings = string.Join(", ", point.Settings.Select(setting => $"{setting.Key} = {AxisValue.Short(setting.Value)}"));
        var head = settings.Length > 0 ? $"point {point.Point}: {settings}" : $"point {point.Point}";
        var lines = new List<(string Name, string Value)>();
        if (IsCutShort(point))
        {
            lines.Add(("stopped by", $"{StopWord.Of(point.StoppedBy!.Value)} after {point.Iterations} iterations"));
        }

        lines.AddRange(point.Parameters.Select(parameter => (parameter.Key, ValueWithError.Format(parameter.Value.Value, parameter.Value.Mcse))));
        if (point.Objective is { } objective)
        {
            lines.Add((objective.Name, ValueWithError.Format(objective.Value, objective.Mcse)));
            lines.AddRange(point.Gradient.Select(part => (DerivativeLabel.Of(objective.Name, part.Key), ValueWithError.Format(part.Value.Value, part.Value.Mcse))));
        }

        foreach (var (name, components) in point.Components ?? [])
        {
            lines.Add((DerivativeLabel.Of(point.Objective?.Name, $"{name}[0], ..."), string.Join(", ", components.First.Select(PointNumbers.Of))));
            lines.Add(($"all {Quantity.Count(components.Count)} of {name}", $"root mean square {PointNumbers.Plain(components.Rms)}, of errors {PointNumbers.Plain(components.RmsMcse)}"));
        }

        if (point.Convergence is { } found)
        {
            lines.AddRange(found.Drift.Select(part => ($"drift of {part.Key}", PointNumbers.Of(part.Value))));
            lines.Add(($"drift of {point.Objective?.Name}", PointNumbers.Of(found.ObjectiveDrift)));
        }

        lines.AddRange(point.Moments.Select(moment => ($"mean {moment.Key}", ValueWithError.Format(moment.Value.Value, moment.Value.Mcse))));
        var width = lines.Select(line => line.Name.Length).DefaultIfEmpty(0).Max();
        var replicates = point.Replicates == 1 ? "1 replicate" : $"{point.Replicates} replicates";
        return $"{head} ({StateName(point.State)}, {replicates})\n" + string.Concat(lines.Select(line => $"  {line.Name.PadRight(width)}  {line.Value}\n"));
    }

    private static string[] Names(IReadOnlyList<PointSummary> points, Func<PointSummary, IEnumerable<string>> names) =>
        [.. points.SelectMany(names).Distinct()];
}
