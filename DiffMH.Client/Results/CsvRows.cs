using System.Buffers;
using System.Text;

namespace DiffMH.Client.Results;

/// <summary>A table as CSV (RFC 4180, lines end with a line feed): names in the first line, nothing for an empty cell.</summary>
/// <param name="output">Where to.</param>
public sealed class CsvRows(TextWriter output) : ITableWriter
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <inheritdoc/>
    public int RowsAtOnce => 1 << 12;

    /// <inheritdoc/>
    public Task Begin(IReadOnlyCollection<TableColumn> columns) => output.WriteAsync(Line(columns.Select(column => column.Name)));

    /// <inheritdoc/>
    public Task Write(IReadOnlyCollection<TableColumn> columns, int rows)
    {
        // One write for many rows: standard output is flushed at each.
        var text = new StringBuilder();
        for (var row = 0; row < rows; row++)
        {
            text.Append(Line(columns.Select(column => column.Text(row))));
        }

        return output.WriteAsync(text);
    }

    /// <inheritdoc/>
    public Task End() => output.FlushAsync();

    private static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(Quoted)) + "\n";

    private static string? Quoted(string? cell) =>
        cell.AsSpan().ContainsAny(Special) ? $"\"{cell!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
