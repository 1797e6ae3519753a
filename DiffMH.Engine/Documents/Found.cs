using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DiffMH.Engine.Documents;

/// <summary>How messages show a value that was found.</summary>
internal static class Found
{
    private const int Longest = 60;

    /// <summary>A value as its writer would recognise it: shortened, text in quotes.</summary>
    public static string Text(JsonNode? node) => node switch
    {
        null => "nothing",
        JsonObject { Count: 0 } => "an empty mapping",
        JsonObject mapping => Shorten($"a mapping of {string.Join(", ", mapping.Select(entry => entry.Key))}"),
        JsonArray { Count: 0 } => "an empty list",
        JsonArray list => Shorten($"[{string.Join(", ", list.Select(Text))}]"),
        JsonValue value => Scalar(value),
        _ => node.ToJsonString(),
    };

    /// <summary>A number as messages show it.</summary>
    public static string Number(double value) => value switch
    {
        double.NaN => ".nan",
        double.PositiveInfinity => ".inf",
        double.NegativeInfinity => "-.inf",
        _ => EcmaScriptNumber.Format(value),
    };

    private static string Scalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => $"\"{Shorten(value.GetValue<string>())}\"",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ when JsonNumbers.TryGetInteger(value, out var integer) => integer.ToString(CultureInfo.InvariantCulture),
        _ when value.TryGetValue<double>(out var number) => Number(number),
        _ => value.ToJsonString(),
    };

    private static string Shorten(string text) => text.Length <= Longest ? text : text[..Longest] + "...";
}
