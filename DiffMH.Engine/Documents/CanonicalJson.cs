using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DiffMH.Engine.Documents;

/// <summary>The one text of a JSON value, by RFC 8785: sorted keys, no spaces, numbers as ECMAScript writes them.</summary>
public static class CanonicalJson
{
    private const long LargestExactInteger = 1L << 53;

    /// <summary>What is not written as it is.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code), '"', '\\']);

    /// <summary>The canonical text.</summary>
    /// <exception cref="ArgumentException">
    /// The value holds what RFC 8785 excludes: a number that is not finite, an integer that no double equals, or half of a surrogate pair.
    /// </exception>
    public static string Write(JsonNode? value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>SHA-256 of the canonical text in UTF-8: 64 lower-case hexadecimal digits.</summary>
    public static string Hash(JsonNode? value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(value))));

    private static void Append(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject mapping:
                AppendMapping(text, mapping);
                break;
            case JsonArray list:
                AppendList(text, list);
                break;
            default:
                AppendScalar(text, (JsonValue)node);
                break;
        }
    }

    private static void AppendMapping(StringBuilder text, JsonObject mapping)
    {
        // RFC 8785 sorts keys by their UTF-16 code units, which is what an ordinal comparison does.
        KeyValuePair<string, JsonNode?>[] entries = [.. mapping];
        Array.Sort(entries, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var separator = '{';
        foreach (var (key, value) in entries)
        {
            text.Append(separator);
            AppendText(text, key);
            text.Append(':');
            Append(text, value);
            separator = ',';
        }

        text.Append(separator == '{' ? "{}" : "}");
    }

    private static void AppendList(StringBuilder text, JsonArray list)
    {
        var separator = '[';
        foreach (var value in list)
        {
            text.Append(separator);
            Append(text, value);
            separator = ',';
        }

        text.Append(separator == '[' ? "[]" : "]");
    }

    private static void AppendScalar(StringBuilder text, JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            case JsonValueKind.String:
                AppendText(text, value.GetValue<string>());
                break;
            default:
                AppendNumber(text, value);
                break;
        }
    }

    private static void AppendNumber(StringBuilder text, JsonValue value)
    {
        if (JsonNumbers.TryGetInteger(value, out var integer))
        {
            text.Append(Math.Abs((decimal)integer) <= LargestExactInteger
                ? EcmaScriptNumber.Format(integer)
                : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Canonical JSON holds integers up to 2^53 in size; found {integer}. Write it as a string."), nameof(value)));
        }
        else if (JsonNumbers.TryGetDouble(value, out var number))
        {
            text.Append(EcmaScriptNumber.Format(number));
        }
        else
        {
            throw new ArgumentException($"Canonical JSON holds doubles; found {value}.", nameof(value));
        }
    }

    private static void AppendText(StringBuilder text, string value)
    {
        if (!value.AsSpan().ContainsAny(Special) && !value.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
        {
            text.Append('"').Append(value).Append('"');
            return;
        }

        RequireWholeCharacters(value);
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }

    private static void RequireWholeCharacters(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (i + 1 < value.Length && char.IsSurrogatePair(value[i], value[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(value[i]))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Canonical JSON holds whole characters; found half of a surrogate pair at position {i}."), nameof(value));
            }
        }
    }
}
