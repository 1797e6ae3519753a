using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DiffMH.Engine.Documents.Keys;

/// <summary>The JSON schemas of which those of keys are made (json-schema.org, draft 2020-12).</summary>
internal static class SchemaOf
{
    /// <summary>A whole number.</summary>
    public static JsonObject Integer(long minimum, long maximum) => new() { ["type"] = "integer", ["minimum"] = minimum, ["maximum"] = maximum };

    /// <summary>A finite number.</summary>
    public static JsonObject Number(NumberRange range)
    {
        var schema = new JsonObject { ["type"] = "number" };
        if (!double.IsNegativeInfinity(range.Minimum))
        {
            schema[range.AboveMinimum ? "exclusiveMinimum" : "minimum"] = range.Minimum;
        }

        if (!double.IsPositiveInfinity(range.Maximum))
        {
            schema[range.BelowMaximum ? "exclusiveMaximum" : "maximum"] = range.Maximum;
        }

        return schema;
    }

    /// <summary>One of a few words.</summary>
    public static JsonObject Words(IEnumerable<string> words) => new() { ["enum"] = Names(words) };

    /// <summary>A text that is not empty.</summary>
    /// <param name="pattern">A regular expression for the whole text; null for any.</param>
    public static JsonObject Text(string? pattern = null) => pattern is null
        ? new() { ["type"] = "string", ["minLength"] = 1 }
        : new() { ["type"] = "string", ["pattern"] = Whole(pattern) };

    /// <summary>A list.</summary>
    public static JsonObject List(JsonNode item, int least)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item };
        if (least > 0)
        {
            schema["minItems"] = least;
        }

        return schema;
    }

    /// <summary>A list of so many elements, each of its own form.</summary>
    public static JsonObject Tuple(params JsonNode[] items) => new() { ["type"] = "array", ["prefixItems"] = new JsonArray(items), ["minItems"] = items.Length, ["maxItems"] = items.Length };

    /// <summary>A mapping of these keys and no others.</summary>
    public static JsonObject Mapping(IEnumerable<(string Name, JsonNode? Schema)> keys) => new()
    {
        ["type"] = "object",
        ["properties"] = Properties(keys),
        ["additionalProperties"] = false,
    };

    /// <summary>A mapping of names to values of one form.</summary>
    /// <param name="names">A regular expression for the whole name.</param>
    /// <param name="value">The form.</param>
    public static JsonObject MappingOf(string names, JsonNode value) => new()
    {
        ["type"] = "object",
        ["patternProperties"] = new JsonObject { [Whole(names)] = value },
        ["additionalProperties"] = false,
    };

    /// <summary>At least one of several forms.</summary>
    public static JsonObject Any(params JsonNode[] forms) => new() { ["anyOf"] = new JsonArray(forms) };

    /// <summary>What keys take where they are present; says nothing of others.</summary>
    public static JsonObject Keys(params (string Name, JsonNode? Schema)[] keys) => new() { ["properties"] = Properties(keys) };

    /// <summary>Keys that must not be there.</summary>
    public static JsonObject Without(IEnumerable<string> names) => Keys([.. names.Select(name => (name, (JsonNode?)false))]);

    /// <summary>A mapping in which a key is present and has this form.</summary>
    public static JsonObject Has(string name, JsonNode schema) => new() { ["properties"] = Properties([(name, schema)]), ["required"] = Names([name]) };

    /// <summary>Exactly this value.</summary>
    public static JsonObject Is(string value) => new() { ["const"] = value };

    /// <summary>What holds where something else holds.</summary>
    public static JsonObject Where(JsonObject holds, JsonObject then) => new() { ["if"] = holds, ["then"] = then };

    /// <summary>All of several schemas.</summary>
    public static JsonObject All(IEnumerable<JsonObject> schemas) => new() { ["allOf"] = new JsonArray([.. schemas]) };

    /// <summary>The opposite of a schema.</summary>
    public static JsonObject Not(JsonObject schema) => new() { ["not"] = schema };

    /// <summary>Another place of the schema.</summary>
    public static JsonObject At(string pointer) => new() { ["$ref"] = $"#/{pointer}" };

    /// <summary>Keys that must be present.</summary>
    public static JsonObject Required(IEnumerable<string> names) => new() { ["required"] = Names(names) };

    /// <summary>A list of texts.</summary>
    public static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => JsonValue.Create(name))];

    /// <summary>A name in a regular expression.</summary>
    public static string Escape(string name) => Regex.Replace(name, @"[\\^$.|?*+()\[\]{}/]", @"\$0");

    private static string Whole(string pattern) => $"^({pattern})$";

    private static JsonObject Properties(IEnumerable<(string Name, JsonNode? Schema)> keys) => new(keys.Select(key => KeyValuePair.Create(key.Name, key.Schema)));
}
