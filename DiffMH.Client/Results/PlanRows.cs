using DiffMH.Client.Plans;

namespace DiffMH.Client.Results;

/// <summary>The work of points as a table: <c>plan -o csv</c>.</summary>
internal static class PlanRows
{
    /// <summary>Writes one row for each point.</summary>
    public static Task Write(ITableWriter writer, PlanDocument plan)
    {
        var table = new ColumnTable();
        foreach (var point in plan.Points)
        {
            table.Count("point").Set(table.Rows, point.Point);
            SettingColumns.Set(table, point.Settings);
            table.Count("replicates").Set(table.Rows, point.Replicates);
            table.Count("chains").Set(table.Rows, point.Chains);
            table.Count("iterations").Set(table.Rows, point.Iterations);
            table.Number("updates").Set(table.Rows, point.Updates);
            table.Number("seconds").Set(table.Rows, point.Seconds);
            table.EndRow();
        }

        return table.Write(writer, _ => Task.CompletedTask);
    }
}
