using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads a list of names, or a single name for a list of one.</summary>
internal static class NameList
{
    /// <summary>The names with their paths; those that are no text or stand there twice are noted and left out.</summary>
    public static ImmutableArray<(string Name, string Path)> Read(MappingReader section, NamesKey key, Func<string> expected, ICollection<SweepProblem> problems)
    {
        var names = new List<(string Name, string Path)>();
        var path = section.PathOf(key.Name);
        switch (section.Value(key.Name))
        {
            case JsonValue single when single.TryGetValue<string>(out var name):
                return [(name, path)];
            case JsonArray list when list.Count > 0 || !key.IsRequired:
                for (var i = 0; i < list.Count; i++)
                {
                    Add(list[i], DocumentPath.Item(path, i));
                }

                break;
            case null when !section.Has(key.Name):
                if (key.IsRequired)
                {
                    section.NoteMissing(key.Name, expected());
                }

                break;
            default:
                section.NoteValue(key.Name, expected());
                break;
        }

        return [.. names];

        void Add(JsonNode? node, string place)
        {
            if (node is not JsonValue value || !value.TryGetValue<string>(out var name))
            {
                problems.Add(new(place, $"{place}: found {Found.Text(node)}; it must be a name"));
            }
            else if (names.Exists(other => other.Name == name))
            {
                problems.Add(new(place, $"{place}: found \"{name}\" a second time; each name stands once"));
            }
            else
            {
                names.Add((name, place));
            }
        }
    }
}
