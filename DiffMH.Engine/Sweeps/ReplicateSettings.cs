using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Designs;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>The section <c>replicates</c>.</summary>
/// <param name="Count">Replicates of each point.</param>
/// <param name="Shared">Axes whose points share their random streams.</param>
internal sealed record ReplicateSettings(int Count, ImmutableArray<string> Shared)
{
    private const string Axes = "share_streams_across";

    public static ReplicateSettings Read(MappingReader root, Design design, ICollection<SweepProblem> problems)
    {
        var section = root.Section("replicates");
        var count = (int)section.Integer("count", SweepDefaults.Replicates, 1);
        var shared = NameList.Read(section, Axes, isRequired: false, "a list of axes of the design", problems);
        section.Finish();
        foreach (var (name, path) in shared.Where(entry => !design.Paths.Concat(design.Broken).Contains(entry.Name, StringComparer.Ordinal)))
        {
            problems.Add(new(path, $"{path}: found \"{name}\"; it must be an axis of the design: {NameSuggestion.For(name, design.Paths)}"));
        }

        return new(count, [.. shared.Select(entry => entry.Name)]);
    }

    /// <summary>The section of the resolved document.</summary>
    public JsonObject Write() => new() { ["count"] = Count, [Axes] = new JsonArray([.. Shared.Select(name => JsonValue.Create(name))]) };
}
