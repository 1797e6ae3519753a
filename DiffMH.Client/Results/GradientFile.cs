namespace DiffMH.Client.Results;

/// <summary><c>gradient.parquet</c>: one row for each component of the gradient, of points that have too many for columns of their own.</summary>
/// <remarks>Columns: <c>point</c>, <c>parameter</c> (the list), <c>component</c> (from 0), <c>gradient</c>, <c>gradient_mcse</c>. Single components are mostly noise.</remarks>
internal static class GradientFile
{
    /// <summary>Writes the components of all points as a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="studies">The gradients of one point after the other.</param>
    public static Task Write(string path, IAsyncEnumerable<(PointSpec Point, GradientStudy Study)> studies) =>
        AtomicFile.WriteAsync(path, stream => Write(new ParquetRows(stream), studies));

    /// <summary>Writes the components of all points in any format.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="studies">The gradients of one point after the other.</param>
    public static Task Write(ITableWriter writer, IAsyncEnumerable<(PointSpec Point, GradientStudy Study)> studies)
    {
        var table = new ColumnTable();
        _ = (table.Count("point"), table.Text("parameter"), table.Count("component"), table.Number("gradient"), table.Number("gradient_mcse"));
        return table.Write(writer, async flush =>
        {
            await foreach (var (point, study) in studies)
            {
                foreach (var (name, start, end) in study.Lists)
                {
                    for (var i = start; i < end; i++)
                    {
                        Append(table, point.Index, name, i - start, study[i]);
                        await flush();
                    }
                }
            }
        });
    }

    private static void Append(ColumnTable table, int point, string name, int component, Document.ValueSummary value)
    {
        var row = table.Rows;
        table.Count("point").Set(row, point);
        table.Text("parameter").Set(row, name);
        table.Count("component").Set(row, component);
        table.Number("gradient").Set(row, value.Value);
        table.Number("gradient_mcse").Set(row, value.Mcse);
        table.EndRow();
    }
}
