using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace DiffMH.Client.Results;

/// <summary>A nullable column of numbers; NaN is written as null, which every reader's averages skip.</summary>
/// <typeparam name="T">The number.</typeparam>
/// <param name="name">The column's name.</param>
public sealed class NumberColumn<T>(string name) : TableColumn(new DataField<T?>(name))
    where T : struct, INumberBase<T>
{
    private readonly List<T?> cells = [];

    /// <summary>Sets a cell; rows are set in ascending order.</summary>
    public void Set(int row, T value)
    {
        Fill(row);
        cells.Add(T.IsNaN(value) ? null : value);
    }

    /// <inheritdoc/>
    public override void Fill(int rows) => cells.AddRange(Enumerable.Repeat<T?>(null, rows - cells.Count));

    /// <inheritdoc/>
    public override void Clear() => cells.Clear();

    /// <inheritdoc/>
    public override string? Text(int row) => cells[row]?.ToString(format: null, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, int row)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (cells[row] is { } number && T.IsFinite(number))
        {
            json.WriteRawValue(Text(row)!, skipInputValidation: true);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <inheritdoc/>
    public override Task Write(ParquetRowGroupWriter group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.WriteAsync<T>(Field, cells.ToArray());
    }
}
