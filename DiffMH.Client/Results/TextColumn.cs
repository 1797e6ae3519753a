using Parquet;
using Parquet.Schema;

namespace DiffMH.Client.Results;

/// <summary>A nullable column of text.</summary>
/// <param name="name">The column's name.</param>
public sealed class TextColumn(string name) : ParquetColumn(new DataField<string>(name))
{
    private readonly List<string?> cells = [];

    /// <summary>Sets a cell; rows are set in ascending order.</summary>
    public void Set(int row, string? value)
    {
        Fill(row);
        cells.Add(value);
    }

    /// <inheritdoc/>
    public override async Task Flush(ParquetRowGroupWriter group, int rows)
    {
        ArgumentNullException.ThrowIfNull(group);
        Fill(rows);
        await group.WriteAsync(Field, cells!);
        cells.Clear();
    }

    private void Fill(int rows) => cells.AddRange(Enumerable.Repeat<string?>(null, rows - cells.Count));
}
