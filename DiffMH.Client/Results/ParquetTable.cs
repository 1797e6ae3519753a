using Parquet;
using Parquet.Schema;

namespace DiffMH.Client.Results;

/// <summary>Named columns on their way into a Parquet file, created when first asked for in the order in which they will stand.</summary>
public sealed class ParquetTable
{
    /// <summary>Readers like row groups of this order; it also bounds memory.</summary>
    private const int RowsPerGroup = 1 << 17;

    private static readonly ParquetOptions Options = new() { CompressionMethod = CompressionMethod.Snappy };
    private readonly OrderedDictionary<string, ParquetColumn> columns = [];

    /// <summary>Rows that are not flushed yet.</summary>
    public int Rows { get; private set; }

    /// <summary>The column of numbers with this name.</summary>
    public NumberColumn<double> Number(string name) => Column(name, () => new NumberColumn<double>(name));

    /// <summary>The column of whole numbers with this name.</summary>
    public NumberColumn<int> Count(string name) => Column(name, () => new NumberColumn<int>(name));

    /// <summary>The column of text with this name.</summary>
    public TextColumn Text(string name) => Column(name, () => new TextColumn(name));

    /// <summary>Ends the present row.</summary>
    public void EndRow() => Rows++;

    /// <summary>Writes all rows to a file, group by group.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="fill">Fills the table; awaits its argument after each block of rows so that full groups leave memory.</param>
    public async Task Write(Stream stream, Func<Func<Task>, Task> fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        var schema = new ParquetSchema(columns.Values.Select(column => column.Field));
        await using var writer = await ParquetWriter.CreateAsync(schema, stream, Options);
        await fill(() => Rows >= RowsPerGroup ? Flush(writer) : Task.CompletedTask);
        if (Rows > 0)
        {
            await Flush(writer);
        }
    }

    private async Task Flush(ParquetWriter writer)
    {
        using var group = writer.CreateRowGroup();
        foreach (var column in columns.Values)
        {
            await column.Flush(group, Rows);
        }

        group.CompleteValidate();
        Rows = 0;
    }

    private T Column<T>(string name, Func<T> create)
        where T : ParquetColumn
    {
        if (!columns.TryGetValue(name, out var column))
        {
            columns.Add(name, column = create());
        }

        return column as T ?? throw new InvalidOperationException($"Column '{name}' already holds {column.GetType().Name}.");
    }
}
