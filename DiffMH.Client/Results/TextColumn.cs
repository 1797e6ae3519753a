using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace DiffMH.Client.Results;

/// <summary>A nullable column of text.</summary>
/// <param name="name">The column's name.</param>
public sealed class TextColumn(string name) : TableColumn(new DataField<string>(name))
{
    private readonly List<string?> cells = [];

    /// <summary>Sets a cell; rows are set in ascending order.</summary>
    public void Set(int row, string? value)
    {
        Fill(row);
        cells.Add(value);
    }

    /// <inheritdoc/>
    public override void Fill(int rows) => cells.AddRange(Enumerable.Repeat<string?>(null, rows - cells.Count));

    /// <inheritdoc/>
    public override void Clear() => cells.Clear();

    /// <inheritdoc/>
    public override string? Text(int row) => cells[row];

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, int row)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStringValue(cells[row]);
    }

    /// <inheritdoc/>
    public override Task Write(ParquetRowGroupWriter group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.WriteAsync(Field, cells!);
    }
}
