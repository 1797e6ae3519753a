using System.Text.Json.Nodes;
using DiffMH.Engine.Designs;
using DiffMH.Engine.Documents.Keys;

namespace DiffMH.Engine.Schemas;

/// <summary>The section <c>design</c>, its keys and their forms.</summary>
internal static class DesignForm
{
    private static readonly ShapedKey Cross = new(Block.Cross, "Axes of which all combinations are points, the last fastest: - path: [values], or - path: { linspace: [from, to, count] }.", () => SchemaOf.List(Crossed(), 0));
    private static readonly ShapedKey Zip = new(Block.Zip, "Axes of equal length that advance together.", () => SchemaOf.List(SchemaOf.At("$defs/axes"), 0));
    private static readonly ShapedKey Points = new(Block.Points, "A list of points, - { path: value }; or { csv: FILE }, a table in the sweep file's folder with a column for each path.", PointsForm);
    private static readonly ShapedKey Set = new(RuleReader.Set, "What some points have otherwise: - { when: { path: value or list }, set: { path: value } }; without when, all points.", SetForm);
    private static readonly ShapedKey Exclude = new(RuleReader.Exclude, "Points that are left out: - when: { path: value or list }.", ExcludeForm);

    /// <summary>The order of points.</summary>
    public static ChoiceKey<DesignOrder> Order { get; } = new("order", "The order in which points are listed and run: as the design counts them, or shuffled by the seed.", DesignOrder.Grid);

    /// <summary>The section and its keys.</summary>
    public static SectionKey Section { get; } = new(Design.Key, "What the sweep varies: cross, zip and points are combined, then refined by set, then exclude is applied.", [Order, Cross, Zip, Points, Set, Exclude]);

    /// <summary>What holds for all axes and all points of a section.</summary>
    /// <param name="axes">The JSON schema of a mapping of axes.</param>
    /// <param name="values">The JSON schema of a point.</param>
    public static JsonObject OfPoints(JsonObject axes, JsonObject values) => SchemaOf.Keys((Section.Name, SchemaOf.Keys(
        (Cross.Name, new JsonObject { ["items"] = axes }),
        (Zip.Name, new JsonObject { ["items"] = axes.DeepClone() }),
        (Points.Name, new JsonObject { ["items"] = values }))));

    // An axis of a cross that has a value twice makes points twice.
    private static JsonObject Crossed() => SchemaOf.All([SchemaOf.At("$defs/axes"), new JsonObject { ["additionalProperties"] = new JsonObject { ["uniqueItems"] = true } }]);

    private static JsonObject PointsForm()
    {
        var points = SchemaOf.List(SchemaOf.At("$defs/values"), 1);
        points["uniqueItems"] = true;
        return SchemaOf.Any(points, Closed(("csv", SchemaOf.Text())));
    }

    private static JsonObject SetForm()
    {
        var rule = SchemaOf.Mapping([(RuleReader.When, SchemaOf.At("$defs/conditions")), (RuleReader.Set, SchemaOf.At("$defs/assignments"))]);
        rule["required"] = SchemaOf.Names([RuleReader.Set]);
        return SchemaOf.List(rule, 0);
    }

    private static JsonObject ExcludeForm() => SchemaOf.List(Closed((RuleReader.When, SchemaOf.At("$defs/conditions"))), 0);

    private static JsonObject Closed((string Name, JsonNode? Schema) key)
    {
        var mapping = SchemaOf.Mapping([key]);
        mapping["required"] = SchemaOf.Names([key.Name]);
        return mapping;
    }
}
