using Parquet;
using Parquet.Schema;

namespace DiffMH.Client.Results;

/// <summary>A nullable column of numbers; NaN is written as null, which every reader's averages skip.</summary>
/// <typeparam name="T">The number.</typeparam>
/// <param name="name">The column's name.</param>
public sealed class NumberColumn<T>(string name) : ParquetColumn(new DataField<T?>(name))
    where T : struct, System.Numerics.INumberBase<T>
{
    private readonly List<T?> cells = [];

    /// <summary>Sets a cell; rows are set in ascending order.</summary>
    public void Set(int row, T value)
    {
        Fill(row);
        cells.Add(T.IsNaN(value) ? null : value);
    }

    /// <inheritdoc/>
    public override async Task Flush(ParquetRowGroupWriter group, int rows)
    {
        ArgumentNullException.ThrowIfNull(group);
        Fill(rows);
        await group.WriteAsync<T>(Field, cells.ToArray());
        cells.Clear();
    }

    private void Fill(int rows) => cells.AddRange(Enumerable.Repeat<T?>(null, rows - cells.Count));
}
