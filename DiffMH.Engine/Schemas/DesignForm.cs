using System.Text.Json.Nodes;
using DiffMH.Engine.Documents.Keys;

namespace DiffMH.Engine.Schemas;

/// <summary>The section <c>design</c>, its keys and their forms.</summary>
internal static class DesignForm
{
    private static readonly TextKey Order = new("order", "In which order points are computed: as the grid has them, or shuffled by the seed.", "grid or shuffled") { Fallback = "grid", Words = ["grid", "shuffled"] };
    private static readonly ShapedKey Cross = new("cross", "Axes of which all combinations are points, the last fastest: - path: [values], or - path: { linspace: [from, to, count] }.", () => SchemaOf.List(Crossed(), 0));
    private static readonly ShapedKey Zip = new("zip", "Axes that go side by side: the first values of all, then the second, ....", () => SchemaOf.List(SchemaOf.At("$defs/axes"), 0));
    private static readonly ShapedKey Points = new("points", "Points one by one, each a mapping from paths to values; or { csv: FILE }, a table with a column for each path.", PointsForm);
    private static readonly ShapedKey Set = new("set", "Further values for points: { when: { path: value or list }, set: { path: value } }; without when for all.", SetForm);
    private static readonly ShapedKey Exclude = new("exclude", "Points that are left out: { when: { path: value or list } }.", () => SchemaOf.List(When(), 0));

    /// <summary>The section and its keys.</summary>
    public static SectionKey Section { get; } = new("design", "What the sweep varies.", [Order, Cross, Zip, Points, Set, Exclude]);

    /// <summary>What all axes have in common that have values for each combination or side by side.</summary>
    /// <param name="axes">The JSON schema of a mapping of axes.</param>
    public static JsonObject Axes(JsonObject axes) => SchemaOf.Keys((Section.Name, SchemaOf.Keys(
        (Cross.Name, new JsonObject { ["items"] = axes }),
        (Zip.Name, new JsonObject { ["items"] = axes.DeepClone() }))));

    // An axis of a cross that has a value twice makes points twice.
    private static JsonObject Crossed() => SchemaOf.All([SchemaOf.At("$defs/axes"), new JsonObject { ["additionalProperties"] = new JsonObject { ["uniqueItems"] = true } }]);

    private static JsonObject PointsForm()
    {
        var file = SchemaOf.Mapping([("csv", SchemaOf.Text())]);
        file["required"] = SchemaOf.Names(["csv"]);
        return SchemaOf.Any(SchemaOf.List(SchemaOf.At("$defs/values"), 1), file);
    }

    private static JsonObject SetForm()
    {
        var rule = SchemaOf.Mapping([("when", SchemaOf.At("$defs/matches")), ("set", SchemaOf.At("$defs/assignments"))]);
        rule["required"] = SchemaOf.Names(["set"]);
        return SchemaOf.List(rule, 0);
    }

    private static JsonObject When()
    {
        var rule = SchemaOf.Mapping([("when", SchemaOf.At("$defs/matches"))]);
        rule["required"] = SchemaOf.Names(["when"]);
        return rule;
    }
}
