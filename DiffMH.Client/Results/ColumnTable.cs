namespace DiffMH.Client.Results;

/// <summary>Named columns on their way into a file, created when first asked for in the order in which they will stand.</summary>
public sealed class ColumnTable
{
    private readonly OrderedDictionary<string, TableColumn> columns = [];

    /// <summary>Rows that are not written yet.</summary>
    public int Rows { get; private set; }

    /// <summary>The column of numbers with this name.</summary>
    public NumberColumn<double> Number(string name) => Column(name, () => new NumberColumn<double>(name));

    /// <summary>The column of whole numbers with this name.</summary>
    public NumberColumn<int> Count(string name) => Column(name, () => new NumberColumn<int>(name));

    /// <summary>The column of text with this name.</summary>
    public TextColumn Text(string name) => Column(name, () => new TextColumn(name));

    /// <summary>Ends the present row.</summary>
    public void EndRow() => Rows++;

    /// <summary>Writes the table, of which all columns are there.</summary>
    /// <param name="writer">Where to, and in what format.</param>
    /// <param name="fill">Fills the table; awaits its argument after each block of rows so that rows leave memory.</param>
    public async Task Write(ITableWriter writer, Func<Func<Task>, Task> fill)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(fill);
        await writer.Begin(columns.Values);
        await fill(() => Rows >= writer.RowsAtOnce ? Flush(writer) : Task.CompletedTask);
        if (Rows > 0)
        {
            await Flush(writer);
        }

        await writer.End();
    }

    private async Task Flush(ITableWriter writer)
    {
        foreach (var column in columns.Values)
        {
            column.Fill(Rows);
        }

        await writer.Write(columns.Values, Rows);
        foreach (var column in columns.Values)
        {
            column.Clear();
        }

        Rows = 0;
    }

    private T Column<T>(string name, Func<T> create)
        where T : TableColumn
    {
        if (!columns.TryGetValue(name, out var column))
        {
            columns.Add(name, column = create());
        }

        return column as T ?? throw new InvalidOperationException($"Column '{name}' already holds {column.GetType().Name}.");
    }
}
