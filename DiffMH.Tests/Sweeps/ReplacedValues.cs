using System.Text.Json.Nodes;

namespace DiffMH.Tests.Sweeps;

/// <summary>A file's own values of keys that its design varies: the reader drops them, so that only the schema reads them.</summary>
internal static class ReplacedValues
{
    /// <summary>The document without them.</summary>
    public static JsonObject RemovedFrom(JsonObject document)
    {
        var kept = document.DeepClone().AsObject();
        foreach (var path in Varied(document["design"]))
        {
            Remove(kept, path.Split('.'));
        }

        return kept;
    }

    private static IEnumerable<string> Varied(JsonNode? design) =>
        new[] { "cross", "zip", "points" }
            .SelectMany(block => (design?[block] as JsonArray ?? []).OfType<JsonObject>())
            .SelectMany(mapping => mapping.Select(entry => entry.Key));

    private static void Remove(JsonObject mapping, string[] keys)
    {
        if (keys.Length == 1)
        {
            mapping.Remove(keys[0]);
        }
        else if (mapping[keys[0]] is JsonObject below)
        {
            Remove(below, keys[1..]);
        }
        else if (keys[0] == "proposal" && keys[1] == "name")
        {
            mapping.Remove(keys[0]);
        }
    }
}
