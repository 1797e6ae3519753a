using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads a list of names, or a single name for a list of one.</summary>
internal static class NameList
{
    /// <summary>The names with their paths; those that are no text or stand there twice are noted and left out.</summary>
    public static ImmutableArray<(string Name, string Path)> Read(MappingReader section, string key, bool isRequired, string expected, ICollection<SweepProblem> problems)
    {
        var names = new List<(string Name, string Path)>();
        switch (section.Value(key))
        {
            case JsonValue single when single.TryGetValue<string>(out var name):
                return [(name, section.PathOf(key))];
            case JsonArray list when list.Count > 0 || !isRequired:
                for (var i = 0; i < list.Count; i++)
                {
                    Add(list[i], DocumentPath.Item(section.PathOf(key), i));
                }

                break;
            case null when !section.Has(key):
                if (isRequired)
                {
                    section.NoteMissing(key, expected);
                }

                break;
            default:
                section.NoteValue(key, expected);
                break;
        }

        return [.. names];

        void Add(JsonNode? node, string path)
        {
            if (node is not JsonValue value || !value.TryGetValue<string>(out var name))
            {
                problems.Add(new(path, $"{path}: found {Found.Text(node)}; it must be a name"));
            }
            else if (names.Exists(other => other.Name == name))
            {
                problems.Add(new(path, $"{path}: found \"{name}\" a second time; each name stands once"));
            }
            else
            {
                names.Add((name, path));
            }
        }
    }
}
