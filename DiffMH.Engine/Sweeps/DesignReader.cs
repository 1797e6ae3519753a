using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Schemas;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads the section <c>design</c>.</summary>
internal sealed class DesignReader(ICollection<SweepProblem> problems)
{
    private const string Values = "a list of values, or { linspace: [from, to, count] }";
    private const string Cross = "a list of mappings from a key's path to its values";
    private readonly List<Axis> axes = [];
    private readonly List<string> broken = [];

    /// <summary>The keys that a design can vary, with everything below them.</summary>
    public static IReadOnlyList<string> Sections { get; } = ["model", "proposal", "coupling", "estimator", "chain", "objective", "optimizer"];

    public Design Read(MappingReader root)
    {
        var section = root.Section(DesignForm.Section);
        var cross = section.Value("cross");
        if (cross is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                ReadEntry(list[i], DocumentPath.Item(section.PathOf("cross"), i));
            }
        }
        else if (section.Has("cross"))
        {
            section.NoteValue("cross", Cross);
        }

        section.Finish();
        return new Design([.. axes], [.. broken]);
    }

    private void ReadEntry(JsonNode? entry, string place)
    {
        if (entry is not JsonObject { Count: > 0 } mapping)
        {
            problems.Add(new(place, $"{place}: found {Found.Text(entry)}; it must be a mapping from a key's path to its values"));
            return;
        }

        foreach (var (path, values) in mapping)
        {
            ReadAxis(path, values, DocumentPath.Join(place, path));
        }
    }

    private void ReadAxis(string path, JsonNode? values, string place)
    {
        if (!CanVary(path, place))
        {
            return;
        }

        var noted = problems.Count;
        var list = values switch
        {
            JsonArray { Count: > 0 } given => [.. given],
            JsonObject mapping => ReadLinspace(mapping, place),
            _ => ImmutableArray<JsonNode?>.Empty,
        };
        if (list.IsEmpty && problems.Count == noted)
        {
            problems.Add(new(place, $"values of {path}: found {Found.Text(values)}; they must be {Values}"));
        }

        RequireExact(path, place, list);
        if (problems.Count > noted)
        {
            broken.Add(path);
        }
        else
        {
            axes.Add(new Axis(path, place, list));
        }
    }

    private bool CanVary(string path, string place)
    {
        var head = path.Split('.')[0];
        if (SweepHeader.Constant.Contains(head, StringComparer.Ordinal))
        {
            Note($"'{path}' cannot vary within a sweep; found it as an axis; what can vary lies under {string.Join(", ", Sections)}");
            return false;
        }

        if (!Sections.Contains(head, StringComparer.Ordinal))
        {
            Note($"unknown key '{path}': found '{head}'; {NameSuggestion.For(head, Sections)}");
            return false;
        }

        if (axes.Select(axis => axis.Path).Concat(broken).FirstOrDefault(other => DocumentPath.Covers(other, path) || DocumentPath.Covers(path, other)) is { } overlap)
        {
            Note(overlap == path ? $"'{path}' is varied twice; one list must hold all its values" : $"'{path}' is varied beside '{overlap}'; one would overwrite the other, so one of them must go");
            return false;
        }

        return true;

        void Note(string message) => problems.Add(new(place, message, ProblemPart.Key));
    }

    private ImmutableArray<JsonNode?> ReadLinspace(JsonObject mapping, string place)
    {
        var reader = new MappingReader(mapping, place, problems);
        var node = reader.Value("linspace");
        reader.Finish();
        if (node is JsonArray { Count: 3 } list
            && JsonNumbers.TryGetDouble(list[0], out var from) && double.IsFinite(from)
            && JsonNumbers.TryGetDouble(list[1], out var to) && double.IsFinite(to)
            && JsonNumbers.TryGetInteger(list[2], out var count) && count is >= 2 and <= Design.MostPoints)
        {
            return [.. Enumerable.Range(0, (int)count).Select(i => JsonValue.Create(Linear(from, to, i, (int)count - 1)))];
        }

        if (mapping.ContainsKey("linspace"))
        {
            reader.NoteValue("linspace", $"[from, to, count] with finite numbers and a count from 2 to {Design.MostPoints}");
        }

        return [];
    }

    // The last value is exactly "to".
    private static double Linear(double from, double to, int i, int last) => i == last ? to : from + (i * ((to - from) / last));

    private void RequireExact(string path, string place, ImmutableArray<JsonNode?> list)
    {
        for (var i = 0; i < list.Length; i++)
        {
            if (JsonNumbers.TryGetInteger(list[i], out var integer) && Math.Abs((decimal)integer) > 1L << 53)
            {
                problems.Add(new(DocumentPath.Item(place, i), $"{path}: found {Found.Text(list[i])}; whole numbers that vary must be at most 2^53 in size, where doubles can still tell them apart"));
            }
        }
    }
}
