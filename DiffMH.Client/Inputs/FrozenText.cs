using System.Text.Json;
using System.Text.Json.Nodes;

namespace DiffMH.Client.Inputs;

/// <summary>The sweep file of a frozen sweep: run in a folder that has its data files, it gives the same sweep.</summary>
internal static class FrozenText
{
    /// <summary>The resolved file, which names data files by their hashes, with their paths again.</summary>
    public static JsonObject Document(FrozenSweep sweep)
    {
        var document = JsonNode.Parse(sweep.Document)!.AsObject();
        foreach (var (path, hash) in sweep.Data.IsDefault ? [] : sweep.Data)
        {
            Replace(document, DataFile.Scheme + hash, path);
        }

        return document;
    }

    private static void Replace(JsonNode node, string reference, string path)
    {
        foreach (var child in (node switch { JsonObject mapping => mapping.Select(entry => entry.Value), JsonArray list => list, _ => [] }).OfType<JsonNode>().ToArray())
        {
            if (child.GetValueKind() == JsonValueKind.String && child.GetValue<string>() == reference)
            {
                child.ReplaceWith(path);
            }
            else
            {
                Replace(child, reference, path);
            }
        }
    }
}
