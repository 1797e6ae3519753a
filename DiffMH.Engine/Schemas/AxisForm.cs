using System.Text.Json.Nodes;
using DiffMH.Engine.Designs;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Models;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Engine.Schemas;

/// <summary>Paths of keys that a design varies, and what their values may be.</summary>
internal static class AxisForm
{
    /// <summary>Some path of a point, as a regular expression: known keys, with anything below those that are mappings.</summary>
    private static readonly string Paths = string.Join('|', SweepSchema.OfPoints.Select(PathsOf));

    /// <summary>Mappings from paths to one value each.</summary>
    public static JsonObject Values() => OfPaths(path => path);

    /// <summary>Mappings from paths to several values each: a list, or what makes one.</summary>
    public static JsonObject Lists() => AtLeastOne(OfPaths(ListOf));

    /// <summary>Mappings from paths to a value or a list of values, which need not be right: they only ask.</summary>
    public static JsonObject Conditions()
    {
        var asked = SchemaOf.Not(new JsonObject { ["type"] = "null" });
        asked["minItems"] = 1;
        return AtLeastOne(SchemaOf.MappingOf($@"({Paths})(\[[0-9]+\])?", asked));
    }

    /// <summary>Mappings from paths to one value each, or to what computes it.</summary>
    public static JsonObject Assignments()
    {
        var computed = SchemaOf.Mapping([(Assignment.Computed.Name, Assignment.Computed.Schema())]);
        computed["required"] = SchemaOf.Names([Assignment.Computed.Name]);
        return AtLeastOne(OfPaths(value => SchemaOf.Any(value, computed.DeepClone())));
    }

    /// <summary>Axes in a file that names a model: its settings and its proposals.</summary>
    /// <param name="model">The model.</param>
    /// <param name="proposals">Its proposals.</param>
    /// <param name="definition">Where the schema describes them.</param>
    public static JsonObject ListsOf(ModelDefinition model, ProposalForm proposals, string definition) => OfModel(model, proposals, definition, ListOf);

    /// <summary>Points in a file that names a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="proposals">Its proposals.</param>
    /// <param name="definition">Where the schema describes them.</param>
    public static JsonObject ValuesOf(ModelDefinition model, ProposalForm proposals, string definition) => OfModel(model, proposals, definition, value => value);

    private static JsonObject OfModel(ModelDefinition model, ProposalForm proposals, string definition, Func<JsonObject, JsonObject> form)
    {
        (string Path, JsonObject Value)[] keys =
            [
                .. model.Settings.Settings.Select(setting => (ModelSection.ParameterPath(setting.Name), SchemaOf.At($"{definition}/parameters/properties/{setting.Name}"))),
                (ProposalSection.Key.Name, SchemaOf.At($"{definition}/{ProposalSection.Key.Name}")),
                .. proposals.Settings().Select(setting => (DocumentPath.Join(ProposalSection.Key.Name, setting.Name), setting.Schema)),
                (CouplingSection.Key.Name, SchemaOf.At($"{definition}/{CouplingSection.Key.Name}")),
            ];
        var mapping = SchemaOf.Keys([.. keys.Select(key => (key.Path, (JsonNode?)form(key.Value)))]);
        var settings = string.Join('|', model.Settings.Settings.Select(setting => setting.Name));
        mapping["propertyNames"] = new JsonObject { ["pattern"] = $@"^((?!model\.parameters\.).*|model\.parameters\.({settings}))$" };
        return mapping;
    }

    /// <summary>Values that are calculated or drawn.</summary>
    public static JsonObject Generated()
    {
        var number = SchemaOf.Number(NumberRange.Any);
        var positive = SchemaOf.Number(NumberRange.Positive);
        var whole = SchemaOf.Integer(-AxisSample.LargestInteger, AxisSample.LargestInteger);
        var count = SchemaOf.Integer(2, Design.MostPoints);
        var step = SchemaOf.Not(new JsonObject { ["const"] = 0 });
        step["type"] = "number";
        return SchemaOf.Any(
            Spaced(AxisValues.Linspace, "[from, to, count]: equal differences, both ends included.", number, count),
            Spaced(AxisValues.Logspace, "[from, to, count]: equal ratios, both ends included.", positive, count),
            Spaced(AxisValues.Range, "[from, to, step]: to is included where it is hit.", number, step),
            Drawn(AxisSample.Uniform, "[low, high]: random numbers.", SchemaOf.Tuple(number.DeepClone(), number.DeepClone())),
            Drawn(AxisSample.LogUniform, "[low, high]: random numbers whose logarithms are uniform.", SchemaOf.Tuple(positive.DeepClone(), positive.DeepClone())),
            Drawn(AxisSample.IntUniform, "[low, high]: random integers, both bounds included.", SchemaOf.Tuple(whole, whole.DeepClone())),
            Drawn(AxisSample.Choice, "Random values of the list.", SchemaOf.List(true, 1)));
    }

    private static JsonObject Spaced(string name, string meaning, JsonObject ends, JsonObject last)
    {
        var values = SchemaOf.Tuple(ends.DeepClone(), ends.DeepClone(), last.DeepClone());
        values["description"] = meaning;
        var mapping = SchemaOf.Mapping([(name, values)]);
        mapping["required"] = SchemaOf.Names([name]);
        return mapping;
    }

    private static JsonObject Drawn(string name, string meaning, JsonObject from)
    {
        from["description"] = meaning;
        var mapping = SchemaOf.Mapping([(name, from), (AxisSample.Size.Name, AxisSample.Size.Schema())]);
        mapping["required"] = SchemaOf.Names([name, AxisSample.Size.Name]);
        return mapping;
    }

    private static JsonObject AtLeastOne(JsonObject mapping)
    {
        mapping["minProperties"] = 1;
        return mapping;
    }

    /// <summary>A list of values of this form, or what makes one.</summary>
    private static JsonObject ListOf(JsonObject value) => new()
    {
        ["if"] = new JsonObject { ["type"] = "array" },
        ["then"] = SchemaOf.List(value, 1),
        ["else"] = SchemaOf.At("$defs/generated"),
    };

    private static JsonObject OfPaths(Func<JsonObject, JsonObject> form)
    {
        var mapping = SchemaOf.MappingOf(Paths, form([]));
        var keys = SweepSchema.OfPoints.SelectMany(key => Below(key).Prepend((Path: key.Name, At: $"properties/{key.Name}")));
        mapping["properties"] = new JsonObject(keys.Select(key => KeyValuePair.Create(key.Path, (JsonNode?)form(SchemaOf.At(key.At)))));
        return mapping;
    }

    private static IEnumerable<(string Path, string At)> Below(Key key) => key is SectionKey section
        ? section.Keys.Select(below => (DocumentPath.Join(key.Name, below.Name), $"properties/{key.Name}/properties/{below.Name}"))
        : [];

    private static string PathsOf(Key key) => key switch
    {
        SectionKey section => $@"{key.Name}(\.({string.Join('|', section.Keys.Select(PathsOf))}))?",
        ShapedKey => $@"{key.Name}(\.[^.]+)*",
        _ => key.Name,
    };
}
