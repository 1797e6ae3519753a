using System.Text.Json.Nodes;
using DiffMH.Client.Sweeps;
using DiffMH.Engine.Documents;
using Json.Schema;

namespace DiffMH.Tests.Sweeps;

/// <summary>The checked-in JSON schema of sweep files, as a validator that is not ours reads it.</summary>
internal static class SweepFileSchema
{
    private const double MostOfDecimals = 1e28;
    private const double LeastOfDecimals = 1e-28;
    private static readonly JsonSchema Schema = JsonSchema.FromText(File.ReadAllText(Location));

    /// <summary>Where it is.</summary>
    public static string Location => Path.Combine(Repository.Root, "sweeps", "diffmh-v1.schema.json");

    /// <summary>A text as an editor hands it to the schema: no other file put in.</summary>
    public static JsonObject Document(string text) =>
        Assert.IsType<JsonObject>(new YamlReader(text, (line, column) => new SourcePlace("f.yaml", line, column)) { Visit = (_, _, _) => { } }.Read("", out _));

    /// <summary>What the schema has against a document, each with its place; empty where it accepts it.</summary>
    public static IReadOnlyList<string> Problems(JsonObject document)
    {
        if (Accepts(document))
        {
            return [];
        }

        var results = Schema.Evaluate(Finite(document), new EvaluationOptions { OutputFormat = OutputFormat.List });   // reasons take their time
        return [.. results.Details.Where(detail => detail.HasErrors).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}")];
    }

    /// <summary>Whether the schema accepts a document.</summary>
    public static bool Accepts(JsonObject document) => Schema.Evaluate(Finite(document)).IsValid;

    // JSON has no NaN and no infinities, so that a schema cannot speak of them: a text is as wrong in their place.
    private static JsonNode? Finite(JsonNode? node) => node switch
    {
        JsonObject mapping => new JsonObject(mapping.Select(entry => KeyValuePair.Create(entry.Key, Finite(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Finite)]),
        JsonValue value when JsonNumbers.TryGetDouble(value, out var number) => Number(value, number),
        _ => node?.DeepClone(),
    };

    // The validator reckons with decimals, which end at 7.9e28, and below 1e-28 are 0, where ranges of many keys end; none ends beyond.
    private static JsonNode Number(JsonValue value, double number) => number switch
    {
        _ when !double.IsFinite(number) => JsonValue.Create("not finite"),
        > MostOfDecimals or < -MostOfDecimals => JsonValue.Create(Math.Sign(number) * MostOfDecimals),
        > -LeastOfDecimals and < LeastOfDecimals and not 0 => JsonValue.Create(Math.Sign(number) * LeastOfDecimals),
        _ => value.DeepClone(),
    };
}
