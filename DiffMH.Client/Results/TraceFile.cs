namespace DiffMH.Client.Results;

/// <summary><c>trace.parquet</c>: one row for each point, replicate and kept iteration.</summary>
/// <remarks>
/// Columns: <c>point</c>, <c>replicate</c>, <c>iteration</c>; for each parameter its name; <c>objective</c>, <c>objective_mcse</c>; for
/// each parameter <c>NAME_gradient</c> and <c>NAME_gradient_mcse</c>; <c>stopped_by</c>. Null where a point does not have the parameter, or
/// the number does not exist. The final evaluation has the number of iterations done as its iteration, and alone says what ended them.
/// </remarks>
public static class TraceFile
{
    /// <summary>Writes the traces of all points as a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sweep">What was asked.</param>
    /// <param name="results">What came out.</param>
    /// <param name="trace">The blocks of all points.</param>
    public static Task Write(string path, FrozenSweep sweep, IReadOnlyList<PointResult> results, IAsyncEnumerable<(PointSpec Point, TraceBlock Block)> trace) =>
        AtomicFile.WriteAsync(path, stream => Write(new ParquetRows(stream), sweep, results, trace));

    /// <summary>Writes the traces of all points in any format.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="sweep">What was asked.</param>
    /// <param name="results">What came out.</param>
    /// <param name="trace">The blocks of all points.</param>
    public static Task Write(ITableWriter writer, FrozenSweep sweep, IReadOnlyList<PointResult> results, IAsyncEnumerable<(PointSpec Point, TraceBlock Block)> trace)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(trace);
        var ends = results.Where(result => result.StoppedBy is not null).ToDictionary(result => result.Point, result => (result.Iterations, StopWord.Of(result.StoppedBy!.Value)));
        var table = new ColumnTable();
        var parameters = sweep.Points.SelectMany(point => point.Estimator.Wrt).Distinct().ToArray();
        Declare(table, parameters);
        return table.Write(writer, async flush =>
        {
            await foreach (var (point, block) in trace)
            {
                Append(table, point, block, ends.GetValueOrDefault(point.Index));
                await flush();
            }
        });
    }

    private static void Declare(ColumnTable table, string[] parameters)
    {
        _ = (table.Count("point"), table.Count("replicate"), table.Count("iteration"));
        foreach (var parameter in parameters)
        {
            table.Number(ColumnNames.Of(parameter));
        }

        _ = (table.Number("objective"), table.Number("objective_mcse"));
        foreach (var parameter in parameters)
        {
            _ = (table.Number($"{parameter}_gradient"), table.Number($"{parameter}_gradient_mcse"));
        }

        _ = table.Text("stopped_by");
    }

    private static void Append(ColumnTable table, PointSpec point, TraceBlock block, (int Iterations, string? StoppedBy) end)
    {
        var p = block.Parameters;
        for (var i = 0; i < block.Rows; i++)
        {
            var numbers = block.Row(i);
            var row = table.Rows;
            table.Count("point").Set(row, point.Index);
            table.Count("replicate").Set(row, block.Replicates[i]);
            table.Count("iteration").Set(row, block.Iterations[i]);
            table.Number("objective").Set(row, numbers[p]);
            table.Number("objective_mcse").Set(row, numbers[p + 1]);
            for (var j = 0; j < p; j++)
            {
                var parameter = point.Estimator.Wrt[j];
                table.Number(ColumnNames.Of(parameter)).Set(row, numbers[j]);
                table.Number($"{parameter}_gradient").Set(row, numbers[p + 2 + j]);
                table.Number($"{parameter}_gradient_mcse").Set(row, numbers[p + 2 + p + j]);
            }

            table.Text("stopped_by").Set(row, block.Iterations[i] == end.Iterations ? end.StoppedBy : null);
            table.EndRow();
        }
    }
}
