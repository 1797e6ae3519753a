using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DiffMH.Client.Results;

/// <summary>A table as JSON: an object for each row, all with the same keys; in one array, or one in each line.</summary>
/// <param name="output">Where to.</param>
/// <param name="inLines">Whether each line is a document of its own (ndjson).</param>
public sealed class JsonRows(TextWriter output, bool inLines) : ITableWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };   // never put into a web page as it is
    private bool isEmpty = true;

    /// <inheritdoc/>
    public int RowsAtOnce => 1 << 12;

    /// <inheritdoc/>
    public Task Begin(IReadOnlyCollection<TableColumn> columns) => output.WriteAsync(inLines ? "" : "[");

    /// <inheritdoc/>
    public async Task Write(IReadOnlyCollection<TableColumn> columns, int rows)
    {
        // One write for many rows: standard output is flushed at each.
        var bytes = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(bytes, Options);
        for (var row = 0; row < rows; row++)
        {
            bytes.Write(inLines ? ""u8 : isEmpty ? "\n  "u8 : ",\n  "u8);
            Write(json, columns, row);
            bytes.Write(inLines ? "\n"u8 : ""u8);
            json.Reset();
            isEmpty = false;
        }

        await output.WriteAsync(Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    /// <inheritdoc/>
    public async Task End()
    {
        await output.WriteAsync(inLines ? "" : "\n]\n");
        await output.FlushAsync();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyCollection<TableColumn> columns, int row)
    {
        json.WriteStartObject();
        foreach (var column in columns)
        {
            json.WritePropertyName(column.Name);
            column.Write(json, row);
        }

        json.WriteEndObject();
        json.Flush();
    }
}
