namespace DiffMH.Client.Results;

/// <summary>Writes a table in one format, some rows at a time.</summary>
public interface ITableWriter
{
    /// <summary>After how many rows it is best given some.</summary>
    int RowsAtOnce { get; }

    /// <summary>Begins the table with these columns.</summary>
    Task Begin(IReadOnlyCollection<TableColumn> columns);

    /// <summary>Writes the rows that the columns hold.</summary>
    Task Write(IReadOnlyCollection<TableColumn> columns, int rows);

    /// <summary>Ends the table. Without it what was written is no whole file.</summary>
    Task End();
}
