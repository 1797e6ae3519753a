using Parquet;
using Parquet.Schema;

namespace DiffMH.Client.Results;

/// <summary>A column of a Parquet file that is filled row by row; a cell nobody set is null.</summary>
public abstract class ParquetColumn(DataField field)
{
    /// <summary>Name and type.</summary>
    public DataField Field { get; } = field;

    /// <summary>Writes the rows so far as the next column chunk and forgets them.</summary>
    /// <param name="group">The row group.</param>
    /// <param name="rows">How many rows it has.</param>
    public abstract Task Flush(ParquetRowGroupWriter group, int rows);
}
