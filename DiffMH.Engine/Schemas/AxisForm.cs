using System.Text.Json.Nodes;
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
    public static JsonObject Lists() => OfPaths(ListOf);

    /// <summary>Mappings from paths to one value or a list of values.</summary>
    public static JsonObject Matches() => OfPaths(value => SchemaOf.Any(value, SchemaOf.List(value.DeepClone(), 1)));

    /// <summary>Mappings from paths to one value each, or to what calculates it.</summary>
    public static JsonObject Assignments()
    {
        var expression = SchemaOf.Mapping([("expr", SchemaOf.Text())]);
        expression["required"] = SchemaOf.Names(["expr"]);
        return OfPaths(value => SchemaOf.Any(value, expression.DeepClone()));
    }

    /// <summary>Axes in a file that names a model: its settings and its proposals.</summary>
    /// <param name="model">The model.</param>
    /// <param name="proposals">Its proposals.</param>
    /// <param name="definition">Where the schema describes them.</param>
    public static JsonObject OfModel(ModelDefinition model, ProposalForm proposals, string definition)
    {
        (string Path, JsonObject Value)[] keys =
            [
                .. model.Settings.Settings.Select(setting => (ModelSection.ParameterPath(setting.Name), SchemaOf.At($"{definition}/parameters/properties/{setting.Name}"))),
                (ProposalSection.Key.Name, SchemaOf.At($"{definition}/{ProposalSection.Key.Name}")),
                .. proposals.Settings().Select(setting => (DocumentPath.Join(ProposalSection.Key.Name, setting.Name), setting.Schema)),
                (CouplingSection.Key.Name, SchemaOf.At($"{definition}/{CouplingSection.Key.Name}")),
            ];
        var lists = SchemaOf.Keys([.. keys.Select(key => (key.Path, (JsonNode?)ListOf(key.Value)))]);
        var settings = string.Join('|', model.Settings.Settings.Select(setting => setting.Name));
        lists["propertyNames"] = new JsonObject { ["pattern"] = $@"^((?!model\.parameters\.).*|model\.parameters\.({settings}))$" };
        return lists;
    }

    /// <summary>Values that are calculated or sampled.</summary>
    public static JsonObject Generated()
    {
        var number = new JsonObject { ["type"] = "number" };
        var positive = SchemaOf.Number(NumberRange.Positive);
        var whole = new JsonObject { ["type"] = "integer" };
        var count = SchemaOf.Integer(2, Design.MostPoints);
        return SchemaOf.Any(
            Spaced("linspace", "[from, to, count]: evenly spaced, both ends included.", number, count),
            Spaced("logspace", "[from, to, count]: evenly spaced logarithms, both ends included.", positive, count),
            Spaced("range", "[from, to, step]: from, from + step, ..., at most to.", number, number),
            Sampled("uniform", "[lo, hi]: numbers between the two.", SchemaOf.Tuple(number.DeepClone(), number.DeepClone())),
            Sampled("log_uniform", "[lo, hi]: numbers between the two whose logarithms are uniform.", SchemaOf.Tuple(positive.DeepClone(), positive.DeepClone())),
            Sampled("int_uniform", "[lo, hi]: whole numbers from the first to the second.", SchemaOf.Tuple(whole, whole.DeepClone())),
            Sampled("choice", "Values of which each sample is one.", SchemaOf.List(true, 1)));
    }

    private static JsonObject Spaced(string name, string meaning, JsonObject ends, JsonObject last)
    {
        var values = SchemaOf.Tuple(ends.DeepClone(), ends.DeepClone(), last.DeepClone());
        values["description"] = meaning;
        var mapping = SchemaOf.Mapping([(name, values)]);
        mapping["required"] = SchemaOf.Names([name]);
        return mapping;
    }

    private static JsonObject Sampled(string name, string meaning, JsonObject of)
    {
        of["description"] = meaning;
        var count = SchemaOf.Integer(1, Design.MostPoints);
        count["description"] = "How many samples.";
        var mapping = SchemaOf.Mapping([(name, of), ("count", count)]);
        mapping["required"] = SchemaOf.Names([name, "count"]);
        return mapping;
    }

    /// <summary>A list of values of this form, or what makes one.</summary>
    public static JsonObject ListOf(JsonObject value) => new()
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
        mapping["minProperties"] = 1;
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
