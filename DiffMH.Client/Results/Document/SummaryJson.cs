using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiffMH.Client.Results.Document;

/// <summary>Writes and reads result documents: snake_case, numbers that round-trip, null for NaN.</summary>
public static class SummaryJson
{
    /// <summary>How every document in a results folder is written.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // the document is never put into a web page as it is
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new FiniteOrNull(), new NumberList() },
    };

    /// <summary>The document as text that ends with a line feed.</summary>
    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Options) + "\n";

    /// <summary>The same as UTF-8 into a stream.</summary>
    public static async Task Write<T>(Stream stream, T document)
    {
        ArgumentNullException.ThrowIfNull(stream);
        await JsonSerializer.SerializeAsync(stream, document, Options);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>A document that <see cref="Write{T}(T)"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not such a document.</exception>
    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException("The document is null.");

    /// <summary>A vector is a list of its numbers, as in a sweep file; documents for programs are the only place of one, so it is never read.</summary>
    private sealed class NumberList : JsonConverter<Vector>
    {
        public override Vector Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("No document that is read holds a vector.");

        public override void Write(Utf8JsonWriter writer, Vector value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.Values.ToArray(), options);
    }

    /// <summary>JSON has no NaN and no infinities; a number that does not exist is null.</summary>
    private sealed class FiniteOrNull : JsonConverter<double>
    {
        public override bool HandleNull => true;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
