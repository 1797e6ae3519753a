using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace DiffMH.Silo.Telemetry;

/// <summary>An entry of a log as one JSON object on one line, for programs that collect logs.</summary>
/// <remarks>
/// <c>time</c>, <c>level</c>, <c>category</c>, <c>event</c>, <c>message</c> and <c>exception</c>; the values of the message and of the
/// scopes around it, as <c>sweep</c> and <c>point</c>, by their names; and <c>trace_id</c> and <c>span_id</c> where a span is open.
/// </remarks>
internal static class JsonLogLine
{
    private const string WholeMessage = "{OriginalFormat}";

    /// <summary>Writes it.</summary>
    /// <param name="time">When.</param>
    /// <param name="level">How grave.</param>
    /// <param name="category">Who says it.</param>
    /// <param name="kind">Which event.</param>
    /// <param name="message">What it says.</param>
    /// <param name="exception">What was behind it; null for nothing.</param>
    /// <param name="values">Values of the message and of its scopes, the innermost first: of values with one name the first is written.</param>
    public static string Write(DateTimeOffset time, LogLevel level, string category, EventId kind, string message, Exception? exception, IEnumerable<KeyValuePair<string, object?>> values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", time.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("level", level.ToString());
            json.WriteString("category", category);
            if (kind.Name is { } name)
            {
                json.WriteString("event", name);
            }

            json.WriteString("message", message);
            if (exception is not null)
            {
                json.WriteString("exception", exception.ToString());
            }

            var used = new HashSet<string>(["time", "level", "category", "event", "message", "exception", WholeMessage], StringComparer.Ordinal);
            foreach (var (key, value) in values.Concat(Trace()).Select(pair => (NameOf(pair.Key), pair.Value)).Where(pair => used.Add(pair.Item1)))
            {
                Write(json, key, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static IEnumerable<KeyValuePair<string, object?>> Trace() => Activity.Current is { } span
        ? [new("trace_id", span.TraceId.ToHexString()), new("span_id", span.SpanId.ToHexString())]
        : [];

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case int or long or short or byte:
                json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case null:
                json.WriteNull(name);
                break;
            default:
                json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    /// <summary><c>sweep</c> for <c>Sweep</c>, as the fields of an entry are written.</summary>
    private static string NameOf(string name) => name.Length > 0 && name != WholeMessage ? char.ToLowerInvariant(name[0]) + name[1..] : name;
}
