using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace DiffMH.Client.Results;

/// <summary>A column of a table that is filled row by row; a cell nobody set is empty.</summary>
public abstract class TableColumn(DataField field)
{
    /// <summary>Name and type.</summary>
    public DataField Field { get; } = field;

    /// <summary>The column's name.</summary>
    public string Name => Field.Name;

    /// <summary>Sets the cells that nobody set, up to a number of rows, as empty.</summary>
    public abstract void Fill(int rows);

    /// <summary>Forgets all rows.</summary>
    public abstract void Clear();

    /// <summary>A cell as text, which reads back to the same bits; null where it is empty.</summary>
    public abstract string? Text(int row);

    /// <summary>Writes a cell as a JSON value; null where it is empty or JSON has no such number.</summary>
    public abstract void Write(Utf8JsonWriter json, int row);

    /// <summary>Writes all rows as the next column chunk.</summary>
    public abstract Task Write(ParquetRowGroupWriter group);
}
