using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DiffMH.Client.Formatting;

/// <summary>Writes a value of a sweep's setting.</summary>
public static class AxisValue
{
    /// <summary>More digits than anybody types: such a number was computed, as those of a linspace are.</summary>
    private const int MostTyped = 10;

    /// <summary>The value as it is, to be read again: text without quotes, else JSON.</summary>
    public static string Exact(JsonNode? value) => value is JsonValue plain && plain.TryGetValue<string>(out var text) ? text : value?.ToJsonString() ?? "";

    /// <summary>The value for a table: a number that was computed, to eight digits.</summary>
    public static string Short(JsonNode? value)
    {
        var text = Exact(value);
        return value?.GetValueKind() == JsonValueKind.Number && text.Contains('.', StringComparison.Ordinal) && Digits(text) > MostTyped
            ? double.Parse(text, CultureInfo.InvariantCulture).ToString("G8", CultureInfo.InvariantCulture)
            : text;
    }

    private static int Digits(string number) => number.Split('e', 'E')[0].Count(char.IsAsciiDigit);
}
