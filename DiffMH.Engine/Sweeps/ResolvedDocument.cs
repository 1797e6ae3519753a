using System.Text.Json.Nodes;
using DiffMH.Engine.Designs;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>Forms the resolved sweep file: what all points agree on with its defaults, then design and replicates.</summary>
/// <remarks>
/// A default that differs between points (a coupling that follows a varying proposal) stays out, a key of the file that they do not
/// agree on stays as it is, and the file's own value of a key that varies at every point is dropped. Where a design has rules, no default
/// is filled in: a rule could read it before another one changes what it follows from. Freezing the resolved file gives the same points.
/// </remarks>
internal static class ResolvedDocument
{
    /// <summary>What two documents agree on, key by key.</summary>
    public static JsonObject Agreement(JsonObject a, JsonObject b)
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
                common[key] = Agreement(mapping, otherMapping);
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
        var document = file.DeepClone().AsObject();
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
        document[Design.Key] = ResolvedDesign.Write(design, file);
        return CanonicalJson.Write(document);
    }

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
        foreach (var (key, value) in common)
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
