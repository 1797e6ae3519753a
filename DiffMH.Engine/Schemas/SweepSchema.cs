using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Models;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Engine.Schemas;

/// <summary>The JSON schema of sweep files (draft 2020-12), made of the keys by which they are read and of what plugins declare.</summary>
/// <remarks>
/// Whatever the reader accepts the schema accepts, with one exception: it reads values that no point has, which the reader drops, as the
/// file's own values of keys that a design varies, and those of points that are left out. Not the other way round: what depends on plugin code or compares numbers of the file with each other is left to the reader.
/// A design may give any key of a point, so what must be there, and how keys go together, is asked of files without a design only.
/// </remarks>
public static class SweepSchema
{
    private const string Description =
        "A sweep of DiffMH. `diffmh plan FILE` checks more than this schema can: names of observables, lists of the right length, numbers that are compared with each other, and with a design that nothing is missing and that keys go together. A value that no point has, as one of a key that the design varies, is checked here although it is never used: leave it out.";

    /// <summary>The sections of a point, which a design can vary.</summary>
    internal static ImmutableArray<Key> OfPoints { get; } =
        [ModelSection.Section, ProposalSection.Key, CouplingSection.Key, EstimatorSection.Section, ChainSection.Section, ObjectiveSection.Section, OptimizerSection.Section];

    /// <summary>The schema.</summary>
    /// <param name="catalogue">The plugins whose models are described; without any, models may be called anything.</param>
    public static JsonObject Of(ModelCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ImmutableArray<PluginRegistration> plugins = [.. catalogue.NewestOfEach()];
        ImmutableArray<Key> keys = [.. SweepHeader.Keys, .. OfPoints, DesignForm.Section, ReplicateSettings.Section, StopSection.Section, OutputSection.Section, PilotChoices.Key];
        var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = "DiffMH sweep, diffmh/v1", ["description"] = Description };
        foreach (var (keyword, value) in SchemaOf.Mapping(keys.Select(key => (key.Name, (JsonNode?)key.Schema()))))
        {
            schema[keyword] = value?.DeepClone();
        }

        var models = plugins.SelectMany(plugin => plugin.Models.Select(model => new ModelForm(plugin.Reference.Id, model, catalogue.CouplingsFor(plugin)))).ToList();
        schema["required"] = SchemaOf.Names(SweepHeader.Keys.Where(key => key.IsRequired).Select(key => key.Name));
        schema["allOf"] = new JsonArray(
            [
                .. Rules.OfSections(),
                .. models.Count > 0 ? [ModelForm.Names(models)] : Array.Empty<JsonObject>(),
                .. models.Select(model => model.Rule()),
                SchemaOf.Where(SchemaOf.Not(SchemaOf.Required([DesignForm.Section.Name])), SchemaOf.At("$defs/whole")),
            ]);
        schema["$defs"] = new JsonObject
        {
            ["whole"] = SchemaOf.All([Rules.Whole(), .. models.Select(model => model.Whole())]),
            ["axes"] = AxisForm.Lists(),
            ["values"] = AxisForm.Values(),
            ["conditions"] = AxisForm.Conditions(),
            ["assignments"] = AxisForm.Assignments(),
            ["generated"] = AxisForm.Generated(),
        };
        foreach (var model in models)
        {
            schema["$defs"]![model.Title] = model.Definition();
        }

        return schema;
    }
}
