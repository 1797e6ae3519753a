using Parquet;
using Parquet.Schema;

namespace DiffMH.Client.Results;

/// <summary>A table as Parquet.</summary>
/// <param name="stream">Where to.</param>
public sealed class ParquetRows(Stream stream) : ITableWriter
{
    private static readonly ParquetOptions Options = new()
    {
        CompressionMethod = CompressionMethod.Snappy,
        DictionaryEncodingSampleSize = 1024,   // else every column of estimates, all different, goes through a set of its values first
        MaximumSmallPoolFreeBytes = 1 << 20,
        MaximumLargePoolFreeBytes = 1 << 23,
    };

    private ParquetWriter? writer;

    /// <summary>Readers like row groups of this order; it also bounds memory, for a group stands there in several forms at once.</summary>
    public int RowsAtOnce => 1 << 15;

    /// <inheritdoc/>
    public async Task Begin(IReadOnlyCollection<TableColumn> columns) =>
        writer = await ParquetWriter.CreateAsync(new ParquetSchema(columns.Select(column => column.Field)), stream, Options);

    /// <inheritdoc/>
    public async Task Write(IReadOnlyCollection<TableColumn> columns, int rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        using var group = writer!.CreateRowGroup();
        foreach (var column in columns)
        {
            await column.Write(group);
        }

        group.CompleteValidate();
    }

    /// <inheritdoc/>
    public async Task End() => await writer!.DisposeAsync();
}
