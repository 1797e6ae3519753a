using System.Text.Json.Nodes;
using DiffMH.Engine.Designs;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>Forms the resolved sweep file: what all points agree on with its defaults, then design and replicates.</summary>
/// <remarks>
/// A default that differs between points (a coupling that follows a varying proposal) stays out, a key of the file that they do not
/// agree on stays as it is, and the file's own value of a key that varies at every point is dropped. What the file says of a whole list,
/// as bounds of <c>means</c>, stays and says it of each element. Where a design has rules, no default is filled in: a rule could read it
/// before another one changes what it follows from. Freezing the resolved file gives the same points.
/// </remarks>
internal static class ResolvedDocument
{
    /// <summary>What two documents agree on, key by key.</summary>
    /// <returns>The first document itself where the second says all of it, as for most of many points, once what varies is gone.</returns>
    public static JsonObject Agreement(JsonObject a, JsonObject b) => IsPart(a, b) ? a : Common(a, b);

    private static JsonObject Common(JsonObject a, JsonObject b)
    {
        var common = new JsonObject();
        foreach (var (key, value) in a)
        {
            if (!b.TryGetPropertyValue(key, out var other))
            {
                continue;
            }

            if (value is JsonObject mapping && other is JsonObject otherMapping)
            {
                common[key] = Common(mapping, otherMapping);
            }
            else if (JsonNode.DeepEquals(value, other))
            {
                common[key] = value?.DeepClone();
            }
        }

        return common;
    }

    /// <summary>The resolved file as canonical JSON.</summary>
    /// <param name="file">The file as read.</param>
    /// <param name="common">What the sections of all points agree on.</param>
    /// <param name="header">What is the same for all points.</param>
    /// <param name="design">What varies.</param>
    /// <param name="replicates">The replicates.</param>
    public static string Write(JsonObject file, JsonObject common, SweepHeader header, Design design, ReplicateSettings replicates)
    {
        var document = Rounded(file).AsObject();
        foreach (var path in design.Replaced)
        {
            Remove(document, path.Split('.'));
        }

        if (!design.HasRules)
        {
            Overlay(document, common);
        }

        header.Write(document);
        document["replicates"] = replicates.Write();
        document[Design.Key] = ResolvedDesign.Write(design, document);
        return CanonicalJson.Write(document);
    }

    /// <summary>A copy in which whole numbers that no double equals are what they were read as. The seed, which may be one, is written by itself.</summary>
    private static JsonNode Rounded(JsonNode node) => node switch
    {
        JsonObject mapping => new JsonObject(mapping.Select(entry => KeyValuePair.Create(entry.Key, entry.Value is { } value ? Rounded(value) : null))),
        JsonArray list => new JsonArray([.. list.Select(item => item is null ? null : Rounded(item))]),
        _ when JsonNumbers.TryGetInteger(node, out var integer) && Math.Abs((decimal)integer) > 1L << 53 => JsonValue.Create((double)integer),
        _ => node.DeepClone(),
    };

    private static bool IsPart(JsonObject a, JsonObject b) => a.All(entry =>
        b.TryGetPropertyValue(entry.Key, out var other)
        && (entry.Value is JsonObject mapping && other is JsonObject otherMapping ? IsPart(mapping, otherMapping) : JsonNode.DeepEquals(entry.Value, other)));

    private static void Remove(JsonObject document, ReadOnlySpan<string> keys)
    {
        while (keys.Length > 1 && document[keys[0]] is JsonObject next)
        {
            document = next;
            keys = keys[1..];
        }

        if (keys.Length == 1)
        {
            document.Remove(keys[0]);
        }
    }

    private static void Overlay(JsonObject document, JsonObject common)
    {
        foreach (var (key, value) in common.Where(entry => !(DocumentPath.Parent(entry.Key) is { Length: > 0 } list && document.ContainsKey(list))))
        {
            if (value is JsonObject mapping && document[key] is JsonObject below)
            {
                Overlay(below, mapping);
            }
            else
            {
                document[key] = value?.DeepClone();
            }
        }
    }
}
