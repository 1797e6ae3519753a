using System.Text.Json;
using DiffMH.Client.Formatting;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Results;

/// <summary><c>points.parquet</c>: one row for each point, with the numbers of the summary.</summary>
/// <remarks>
/// Columns: <c>point</c>, <c>identity</c>; one for each axis by its dotted path; <c>state</c>, <c>replicates</c>, <c>iterations</c>,
/// <c>stopped_by</c>; for each parameter <c>NAME</c>, <c>NAME_mcse</c>; <c>objective_name</c>, <c>objective</c>, <c>objective_mcse</c>, <c>objective_sd</c>; for each parameter
/// <c>NAME_gradient</c>, <c>NAME_gradient_mcse</c>, <c>NAME_gradient_sd</c>; for each observable <c>NAME_mean</c>, <c>NAME_mean_mcse</c>,
/// <c>NAME_ess</c>, <c>NAME_r_hat_split</c>; <c>objective_drift</c>, <c>objective_drift_mcse</c>, for each parameter <c>NAME_drift</c>, <c>NAME_drift_mcse</c>; <c>acceptance</c>, <c>recoupling_mean</c>, <c>unrecoupled_fraction</c>, <c>largest_share</c>; <c>failure</c>.
/// </remarks>
public static class PointsFile
{
    /// <summary>Writes all points as a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sweep">What was asked.</param>
    /// <param name="summary">What came out.</param>
    public static Task Write(string path, FrozenSweep sweep, SummaryDocument summary) =>
        AtomicFile.WriteAsync(path, stream => Write(new ParquetRows(stream), sweep, summary));

    /// <summary>Writes all points in any format.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="sweep">What was asked.</param>
    /// <param name="summary">What came out.</param>
    public static Task Write(ITableWriter writer, FrozenSweep sweep, SummaryDocument summary)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(summary);
        var identities = sweep.Points.ToDictionary(point => point.Index, point => point.Identity);
        var table = new ColumnTable();

        // Filling is what creates the columns, and a schema must stand before the first row group: so all rows first.
        var numeric = NumericAxes(summary);
        foreach (var point in summary.Points)
        {
            table.Count("point").Set(table.Rows, point.Point);
            table.Text("identity").Set(table.Rows, identities.GetValueOrDefault(point.Point));
            AddSettings(table, point, numeric);
            AddEstimates(table, point);
            AddDiagnostics(table, point);
            table.EndRow();
        }

        return table.Write(writer, _ => Task.CompletedTask);
    }

    private static HashSet<string> NumericAxes(SummaryDocument summary) =>
        summary.Points
            .SelectMany(point => point.Settings)
            .GroupBy(setting => setting.Key, setting => setting.Value?.GetValueKind())
            .Where(kinds => kinds.All(kind => kind is JsonValueKind.Number))
            .Select(kinds => kinds.Key)
            .ToHashSet();

    private static void AddSettings(ColumnTable table, PointSummary point, HashSet<string> numeric)
    {
        foreach (var (path, value) in point.Settings)
        {
            if (numeric.Contains(path))
            {
                table.Number(path).Set(table.Rows, value!.GetValue<double>());
            }
            else
            {
                table.Text(path).Set(table.Rows, value is null ? null : AxisValue.Exact(value));
            }
        }
    }

    private static void AddEstimates(ColumnTable table, PointSummary point)
    {
        table.Text("state").Set(table.Rows, StateWord.Of(point.State));
        table.Count("replicates").Set(table.Rows, point.Replicates);
        table.Count("iterations").Set(table.Rows, point.Iterations);
        table.Text("stopped_by").Set(table.Rows, point.StoppedBy is { } reason ? StopWord.Of(reason) : null);
        foreach (var (name, value) in point.Parameters)
        {
            table.Number(ColumnNames.Of(name)).Set(table.Rows, value.Value);
            table.Number($"{name}_mcse").Set(table.Rows, value.Mcse);
        }

        table.Text("objective_name").Set(table.Rows, point.Objective?.Name);
        table.Number("objective").Set(table.Rows, point.Objective?.Value ?? double.NaN);
        table.Number("objective_mcse").Set(table.Rows, point.Objective?.Mcse ?? double.NaN);
        table.Number("objective_sd").Set(table.Rows, point.Objective?.Sd ?? double.NaN);
        foreach (var (name, value) in point.Gradient)
        {
            table.Number($"{name}_gradient").Set(table.Rows, value.Value);
            table.Number($"{name}_gradient_mcse").Set(table.Rows, value.Mcse);
            table.Number($"{name}_gradient_sd").Set(table.Rows, value.Sd);
        }

        foreach (var (name, value) in point.Moments)
        {
            table.Number($"{name}_mean").Set(table.Rows, value.Value);
            table.Number($"{name}_mean_mcse").Set(table.Rows, value.Mcse);
        }
    }

    private static void AddDiagnostics(ColumnTable table, PointSummary point)
    {
        var diagnostics = point.Diagnostics;
        table.Number("acceptance").Set(table.Rows, diagnostics?.Acceptance ?? double.NaN);
        table.Number("recoupling_mean").Set(table.Rows, diagnostics?.RecouplingMean ?? double.NaN);
        table.Number("unrecoupled_fraction").Set(table.Rows, diagnostics?.UnrecoupledFraction ?? double.NaN);
        table.Number("largest_share").Set(table.Rows, diagnostics?.LargestShare ?? double.NaN);
        foreach (var (name, value) in diagnostics?.Ess ?? [])
        {
            table.Number($"{name}_ess").Set(table.Rows, value);
        }

        foreach (var (name, value) in diagnostics?.RHatSplit ?? [])
        {
            table.Number($"{name}_r_hat_split").Set(table.Rows, value);
        }

        AddConvergence(table, point.Convergence);
        table.Text("failure").Set(table.Rows, point.Failure?.Message);
    }

    private static void AddConvergence(ColumnTable table, ConvergenceSummary? convergence)
    {
        if (convergence is null)
        {
            return;
        }

        table.Number("objective_drift").Set(table.Rows, convergence.ObjectiveDrift.Value);
        table.Number("objective_drift_mcse").Set(table.Rows, convergence.ObjectiveDrift.Mcse);
        foreach (var (name, value) in convergence.Drift)
        {
            table.Number($"{name}_drift").Set(table.Rows, value.Value);
            table.Number($"{name}_drift_mcse").Set(table.Rows, value.Mcse);
        }
    }
}
