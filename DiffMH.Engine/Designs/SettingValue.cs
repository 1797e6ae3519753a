using System.Text.Json;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Designs;

/// <summary>When two values of a setting are the same.</summary>
internal static class SettingValue
{
    /// <summary>Whether a value is the one a rule asks for: numbers by size, however they are written, and a name also as that of a mapping.</summary>
    /// <param name="asked">What the rule asks for.</param>
    /// <param name="found">What the point has.</param>
    public static bool Is(JsonNode? asked, JsonNode? found) => (asked, found) switch
    {
        (null, null) => true,
        (JsonValue a, JsonValue b) => IsScalar(a, b),
        (JsonValue name, JsonObject mapping) => mapping["name"] is JsonValue own && IsScalar(name, own),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => Is(pair.First, pair.Second)),
        (JsonObject a, JsonObject b) => a.Count == b.Count && a.All(pair => b.TryGetPropertyValue(pair.Key, out var other) && Is(pair.Value, other)),
        _ => false,
    };

    private static bool IsScalar(JsonValue a, JsonValue b) => a.GetValueKind() switch
    {
        JsonValueKind.Number => JsonNumbers.TryGetDouble(a, out var x) && JsonNumbers.TryGetDouble(b, out var y) && x == y,
        JsonValueKind.String => b.GetValueKind() == JsonValueKind.String && a.GetValue<string>() == b.GetValue<string>(),
        var kind => kind == b.GetValueKind(),
    };
}
