using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DiffMH.Client.Formatting;

/// <summary>Writes JSON for people to read: what fits into a line stands in one line.</summary>
internal static class CompactJson
{
    private const int Width = 160;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text, which ends with a line feed.</summary>
    public static string Write(JsonNode node) => Lines(node, "", 0) + "\n";

    /// <summary>A node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="indent">What begins each of its further lines.</param>
    /// <param name="before">How much of its first line is taken.</param>
    private static string Lines(JsonNode? node, string indent, int before)
    {
        var line = node?.ToJsonString(Plain) ?? "null";
        var inner = indent + "  ";
        return node switch
        {
            _ when before + line.Length < Width => line,
            JsonObject mapping => Block('{', mapping.Select(entry => Entry(entry.Key, entry.Value)), '}'),
            JsonArray list => Block('[', list.Select(item => Lines(item, inner, inner.Length)), ']'),
            _ => line,
        };

        string Entry(string key, JsonNode? value)
        {
            var name = JsonSerializer.Serialize(key, Plain) + ": ";
            return name + Lines(value, inner, inner.Length + name.Length);
        }

        string Block(char open, IEnumerable<string> items, char close) => $"{open}\n{string.Join(",\n", items.Select(item => inner + item))}\n{indent}{close}";
    }
}
