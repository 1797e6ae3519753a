using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DiffMH.Client.Sweeps;

/// <summary>What a plain scalar means, by the core schema of YAML 1.2 (section 10.3.2): yes, no, on and off are texts.</summary>
internal static partial class YamlScalar
{
    /// <summary>The value of a scalar without quotes; null for the empty one.</summary>
    public static JsonNode? Parse(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        ".nan" or ".NaN" or ".NAN" => JsonValue.Create(double.NaN),
        _ when Infinity().IsMatch(text) => JsonValue.Create(text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity),
        _ when Whole().IsMatch(text) => ParseWhole(text),
        _ when Number().IsMatch(text) => JsonValue.Create(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
        _ when Based().IsMatch(text) => ParseBased(text),
        _ => JsonValue.Create(text),
    };

    // Beyond 64 bits a decimal keeps the digits, so that a message can show them; beyond that a double has to do.
    private static JsonValue ParseWhole(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return JsonValue.Create(whole);
        }

        return decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large)
            ? JsonValue.Create(large)
            : JsonValue.Create(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private static JsonValue ParseBased(string text)
    {
        var (number, radix) = (BigInteger.Zero, text[1] == 'x' ? 16 : 8);
        foreach (var digit in text.AsSpan(2))
        {
            number = (number * radix) + int.Parse([digit], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        return ParseWhole(number.ToString(CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^(0x[0-9a-fA-F]+|0o[0-7]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Based();

    [GeneratedRegex(@"^[-+]?[0-9]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"^[-+]?\.(inf|Inf|INF)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Infinity();
}
