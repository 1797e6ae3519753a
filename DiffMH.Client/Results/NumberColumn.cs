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
    private T?[] cells = [];   // used again for each group of rows, and written as it is
    private int count;

    /// <summary>Sets a cell; rows are set in ascending order.</summary>
    public void Set(int row, T value)
    {
        Fill(row);
        Add(T.IsNaN(value) ? null : value);
    }

    /// <inheritdoc/>
    public override void Fill(int rows)
    {
        while (count < rows)
        {
            Add(null);
        }
    }

    /// <inheritdoc/>
    public override void Clear() => count = 0;

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
        return group.WriteAsync<T>(Field, cells.AsMemory(0, count));
    }

    private void Add(T? value)
    {
        if (count == cells.Length)
        {
            Array.Resize(ref cells, Math.Max(16, 2 * count));
        }

        cells[count++] = value;
    }
}
