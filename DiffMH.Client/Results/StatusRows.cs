using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Results;

/// <summary>How far points are as a table: <c>status -o csv</c>. Columns are named as in <see cref="PointsFile"/>.</summary>
internal static class StatusRows
{
    /// <summary>Writes one row for each point told of.</summary>
    public static Task Write(ITableWriter writer, StatusDocument status)
    {
        var table = new ColumnTable();
        foreach (var point in status.Points)
        {
            table.Count("point").Set(table.Rows, point.Point);
            SettingColumns.Set(table, point.Settings);
            table.Text("state").Set(table.Rows, StateWord.Of(point.State));
            AddNumbers(table, point);
            table.Text("failure").Set(table.Rows, point.Failure?.Message);
            table.EndRow();
        }

        return table.Write(writer, _ => Task.CompletedTask);
    }

    private static void AddNumbers(ColumnTable table, PointStatusSummary point)
    {
        var (iteration, iterations) = (table.Count("iteration"), table.Count("iterations"));
        if (point is { Iteration: { } done, Iterations: { } all })
        {
            iteration.Set(table.Rows, done);
            iterations.Set(table.Rows, all);
        }

        foreach (var (name, value) in point.Parameters ?? [])
        {
            table.Number(ColumnNames.Of(name)).Set(table.Rows, value.Value);
            table.Number($"{name}_mcse").Set(table.Rows, value.Mcse);
        }

        table.Text("objective_name").Set(table.Rows, point.Objective?.Name);
        table.Number("objective").Set(table.Rows, point.Objective?.Value ?? double.NaN);
        table.Number("objective_mcse").Set(table.Rows, point.Objective?.Mcse ?? double.NaN);
        foreach (var (name, value) in point.Gradient ?? [])
        {
            table.Number($"{name}_gradient").Set(table.Rows, value.Value);
            table.Number($"{name}_gradient_mcse").Set(table.Rows, value.Mcse);
        }
    }
}
