using System.Text.Json;
using System.Text.Json.Nodes;

namespace DiffMH.Engine.Documents;

/// <summary>Reads numbers of JSON nodes, however they were made: parsed from text or created from a value.</summary>
internal static class JsonNumbers
{
    /// <summary>The node's number, possibly infinite or NaN where a YAML file said so.</summary>
    public static bool TryGetDouble(JsonNode? node, out double number)
    {
        number = double.NaN;
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
        {
            return false;
        }

        if (TryGetExactInteger(value, out var integer))
        {
            number = integer;
            return true;
        }

        if (value.TryGetValue(out number))
        {
            return true;
        }

        var isDecimal = value.TryGetValue<decimal>(out var large);
        number = (double)large;
        return isDecimal;
    }

    /// <summary>The node's number where it is a whole one: 1000, and also 1e3 and 1000.0.</summary>
    public static bool TryGetInteger(JsonNode? node, out long integer)
    {
        integer = 0;
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
        {
            return false;
        }

        if (TryGetExactInteger(value, out integer))
        {
            return true;
        }

        if (!value.TryGetValue<double>(out var number) || number != Math.Floor(number) || Math.Abs(number) > 1L << 53)
        {
            return false;
        }

        integer = (long)number;
        return true;
    }

    /// <summary>A number as a node: as an integer where it is one.</summary>
    public static JsonNode Node(double number) => number == Math.Floor(number) && Math.Abs(number) <= 1L << 53 ? JsonValue.Create((long)number) : JsonValue.Create(number);

    private static bool TryGetExactInteger(JsonValue value, out long integer)
    {
        if (value.TryGetValue(out integer))
        {
            return true;
        }

        if (value.TryGetValue<int>(out var narrow))
        {
            integer = narrow;
            return true;
        }

        return false;
    }
}
