using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Designs;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;

namespace DiffMH.Engine.Sweeps;

/// <summary>The section <c>replicates</c>.</summary>
/// <param name="Count">Replicates of each point.</param>
/// <param name="Shared">Axes whose points share their random streams.</param>
internal sealed record ReplicateSettings(int Count, ImmutableArray<string> Shared)
{
    private static readonly IntegerKey Number = new("count", "Independent repetitions of each point.", 1, PointWork.MostReplicates) { Fallback = SweepDefaults.Replicates };
    private static readonly NamesKey Axes = new("share_streams_across", "Axes of the design whose points use the same random numbers, to be compared in pairs.");

    /// <summary>The section and its keys.</summary>
    public static SectionKey Section { get; } = new("replicates", "Independent repetitions.", [Number, Axes]) { Example = "{ count: 8 }" };

    /// <summary>Replicates between which there is noise.</summary>
    public static JsonObject AtLeastTwo() => SchemaOf.Keys((Number.Name, new JsonObject { ["minimum"] = 2 }));

    /// <summary>In a file without a design there are no axes.</summary>
    public static JsonObject NoAxesRule() => SchemaOf.Keys((Axes.Name, new JsonObject { ["type"] = "array", ["maxItems"] = 0 }));

    public static ReplicateSettings Read(MappingReader root, Design design, ICollection<SweepProblem> problems)
    {
        var section = root.Section(Section);
        var count = (int)section.Integer(Number);
        var shared = NameList.Read(section, Axes, static () => "a list of axes of the design", problems);
        section.Finish();
        foreach (var (name, path) in shared.Where(entry => !design.Paths.Concat(design.Broken).Contains(entry.Name, StringComparer.Ordinal)))
        {
            problems.Add(new(path, $"{path}: found \"{name}\"; it must be an axis of the design: {NameSuggestion.For(name, design.Paths)}"));
        }

        return new(count, [.. shared.Select(entry => entry.Name)]);
    }

    /// <summary>The section of the resolved document.</summary>
    public JsonObject Write() => new() { [Number.Name] = Count, [Axes.Name] = new JsonArray([.. Shared.Select(name => JsonValue.Create(name))]) };
}
