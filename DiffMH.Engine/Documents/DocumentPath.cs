using System.Globalization;
using System.Text.Json.Nodes;

namespace DiffMH.Engine.Documents;

/// <summary>Dotted paths into a sweep document, as in <c>model.parameters.means[1]</c>. The empty path is the document itself.</summary>
public static class DocumentPath
{
    /// <summary>The path of the document itself.</summary>
    public const string Root = "";

    /// <summary>The path of a key of a mapping.</summary>
    public static string Join(string mapping, string key) => mapping.Length == 0 ? key : $"{mapping}.{key}";

    /// <summary>The path of an element of a list.</summary>
    public static string Item(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]");

    /// <summary>The path of what encloses a key or an element; null for the document itself.</summary>
    public static string? Parent(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Length == 0 ? null : path[..Math.Max(0, path.AsSpan().LastIndexOfAny('.', '['))];
    }

    /// <summary>Whether a path is another or lies below it.</summary>
    public static bool Covers(string path, string other)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(other);
        return other.StartsWith(path, StringComparison.Ordinal)
            && (path.Length == 0 || other.Length == path.Length || other[path.Length] is '.' or '[');
    }

    /// <summary>Finds what stands at a path.</summary>
    /// <param name="document">The document.</param>
    /// <param name="path">Keys separated by dots; <c>[1]</c> behind a key is an element of its list.</param>
    /// <param name="value">What stands there.</param>
    /// <returns>Whether anything does.</returns>
    public static bool TryGet(JsonObject document, string path, out JsonNode? value)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(path);
        value = document;
        foreach (var part in path.AsSpan().SplitAny('.', '['))
        {
            var key = path.AsSpan(part);
            if (key.EndsWith("]"))
            {
                if (value is not JsonArray list || !int.TryParse(key[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= list.Count)
                {
                    return false;
                }

                value = list[index];
            }
            else if (value is not JsonObject mapping || !mapping.TryGetPropertyValue(key.ToString(), out value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Gives a key a value, making the mappings above it where they are missing.</summary>
    /// <param name="document">The document to change.</param>
    /// <param name="path">Keys separated by dots; <c>proposal.order</c> also where <c>proposal</c> is just a name.</param>
    /// <param name="value">The value.</param>
    /// <returns>Null, or why it was not possible; the document is then unchanged.</returns>
    public static string? Set(JsonObject document, string path, JsonNode? value)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(path);
        var keys = path.Split('.');
        if (keys.Any(string.IsNullOrWhiteSpace))
        {
            return $"not a path: found '{path}'; it must be keys separated by dots, as in model.parameters.T";
        }

        var mapping = document;
        for (var depth = 0; depth < keys.Length - 1; depth++)
        {
            var next = Descend(mapping, keys[depth], isProposal: depth == 0 && keys[0] is "proposal");
            if (next is null)
            {
                return $"{path}: found {Found.Text(mapping[keys[depth]])} at {string.Join('.', keys[..(depth + 1)])}; it must be a mapping";
            }

            mapping = next;
        }

        mapping[keys[^1]] = value;
        return null;
    }

    private static JsonObject? Descend(JsonObject mapping, string key, bool isProposal)
    {
        if (!mapping.TryGetPropertyValue(key, out var node))
        {
            var created = new JsonObject();
            mapping[key] = created;
            return created;
        }

        if (isProposal && node is JsonValue)
        {
            var named = new JsonObject { ["name"] = node.DeepClone() };
            mapping[key] = named;
            return named;
        }

        return node as JsonObject;
    }
}
