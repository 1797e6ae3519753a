namespace DiffMH.Client.Results;

/// <summary>The sweeps of a store as a table: <c>list -o csv</c>.</summary>
internal static class SweepRows
{
    /// <summary>Writes one row for each sweep.</summary>
    public static Task Write(ITableWriter writer, IEnumerable<SweepEntry> sweeps)
    {
        var table = new ColumnTable();
        var (id, name, state) = (table.Text("id"), table.Text("name"), table.Text("state"));
        var (points, completed, failed) = (table.Count("points"), table.Count("completed"), table.Count("failed"));
        var (progress, submitted) = (table.Number("progress"), table.Text("submitted"));
        var priority = table.Text("priority");
        foreach (var sweep in sweeps)
        {
            id.Set(table.Rows, sweep.Id);
            name.Set(table.Rows, sweep.Name);
            state.Set(table.Rows, StateWord.Of(sweep.State));
            points.Set(table.Rows, sweep.Points);
            completed.Set(table.Rows, sweep.Completed);
            failed.Set(table.Rows, sweep.Failed);
            progress.Set(table.Rows, sweep.Progress);
            submitted.Set(table.Rows, $"{sweep.Submitted:O}");
            priority.Set(table.Rows, PriorityWord.Of(sweep.Priority));
            table.EndRow();
        }

        return table.Write(writer, _ => Task.CompletedTask);
    }
}
