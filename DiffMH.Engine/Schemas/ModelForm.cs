using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Engine.Schemas;

/// <summary>What a file says where it names a certain model.</summary>
/// <param name="plugin">The id of the model's plugin.</param>
/// <param name="model">The model.</param>
/// <param name="couplings">The couplings it can use.</param>
internal sealed class ModelForm(string plugin, ModelDefinition model, ImmutableArray<CouplingOffer> couplings)
{
    private readonly ProposalForm proposals = new(model, couplings);
    private readonly ImmutableArray<SettingDefinition> parameters = [.. model.Settings.Settings.Where(setting => setting.IsParameter)];

    /// <summary>The plugins there are.</summary>
    public static JsonObject Names(IReadOnlyCollection<ModelForm> models) => SchemaOf.Keys((ModelSection.Section.Name, SchemaOf.All(
        [
            SchemaOf.Keys(("plugin", SchemaOf.Any([.. models.Select(model => model.Plugin).Distinct().Select(IdWithRange)]))),
            .. models.GroupBy(model => model.Plugin).Select(OfPlugin),
        ])));

    /// <summary>What holds for all files with the model.</summary>
    public JsonObject Rule()
    {
        return SchemaOf.Where(IsMeant(), SchemaOf.All(
            [
                SchemaOf.Keys(
                    (ModelSection.Section.Name, SchemaOf.Keys(("name", new JsonObject { ["description"] = model.Description }), ("parameters", SchemaOf.At($"{At}/parameters")))),
                    (ProposalSection.Key.Name, SchemaOf.At($"{At}/{ProposalSection.Key.Name}")),
                    (CouplingSection.Key.Name, SchemaOf.At($"{At}/{CouplingSection.Key.Name}")),
                    (EstimatorSection.Section.Name, Estimator()),
                    (ChainSection.Section.Name, SchemaOf.Keys(("start", Named(model.Starts.Select(start => (start.Name, start.Description)))))),
                    (ObjectiveSection.Section.Name, SchemaOf.Keys([.. ObjectiveSection.GoalNames.Select(goal => (goal, (JsonNode?)Objectives()))])),
                    (OptimizerSection.Section.Name, SchemaOf.Keys((BoundsReader.Key.Name, Bounds()), (TransformReader.Key.Name, Transforms())))),
                DesignForm.OfPoints(SchemaOf.At($"{At}/axes"), SchemaOf.At($"{At}/values")),
            ]));
    }

    /// <summary>What the schema calls the model.</summary>
    public string Title => $"{plugin}:{model.Name}";

    /// <summary>What the rules refer to.</summary>
    public JsonObject Definition() => SchemaOf.Keys(
        ("parameters", Settings()),
        (ProposalSection.Key.Name, proposals.Shape()),
        (CouplingSection.Key.Name, proposals.Couplings()),
        ("axes", AxisForm.ListsOf(model, proposals, At)),
        ("values", AxisForm.ValuesOf(model, proposals, At)));

    /// <summary>What holds in a file without a design: what must be there, and how keys go together.</summary>
    public JsonObject Whole()
    {
        var single = parameters.Where(setting => setting.Kind == SettingKind.Parameter).ToList();
        var required = model.Settings.Settings.Where(setting => setting.IsRequired).Select(setting => setting.Name).ToList();
        var parametersRequired = required.Count == 0 ? [] : SchemaOf.Has("parameters", SchemaOf.Required(required));
        return SchemaOf.Where(IsMeant(), SchemaOf.All(
            [
                SchemaOf.Keys((ModelSection.Section.Name, parametersRequired)),
                .. single.Where(setting => setting.Attribute.AboveMinimum).Select(setting => Bound(setting, [Given()], [ParameterTransform.Log, ParameterTransform.Logit])),
                .. single.Where(setting => setting.Attribute.BelowMaximum).Select(setting => Bound(setting, [new JsonObject(), Given()], [ParameterTransform.Logit])),
                .. proposals.Rules(),
            ]));
    }

    private string At => $"$defs/{Title}/properties";

    private string Plugin => plugin;

    private static JsonObject IdWithRange(string id)
    {
        var schema = SchemaOf.Text($"{SchemaOf.Escape(id)}(@.+)?");
        return SchemaOf.Any(SchemaOf.Is(id), schema);
    }

    private static JsonObject OfPlugin(IGrouping<string, ModelForm> models) => SchemaOf.Where(
        SchemaOf.Has("plugin", IdWithRange(models.Key)),
        SchemaOf.Keys(("name", SchemaOf.Words(models.Select(model => model.Name)))));

    private string Name => model.Name;

    private static JsonObject Named(IEnumerable<(string Name, string Meaning)> items) => SchemaOf.Any([.. items.Select(item =>
    {
        var schema = SchemaOf.Is(item.Name);
        schema["description"] = item.Meaning;
        return schema;
    })]);

    private JsonObject IsMeant() => SchemaOf.Has(ModelSection.Section.Name, new JsonObject
    {
        ["properties"] = new JsonObject { ["plugin"] = IdWithRange(plugin), ["name"] = SchemaOf.Is(model.Name) },
        ["required"] = SchemaOf.Names(["plugin", "name"]),
    });

    private JsonObject Settings() => SchemaOf.Mapping(model.Settings.Settings.Select(setting => (setting.Name, (JsonNode?)SettingForm.Of(setting))));

    private JsonObject Estimator()
    {
        var movable = SchemaOf.Any([.. Movable().Select(movable => SettingForm.Selector(movable.Name, movable.Setting))]);
        return SchemaOf.Keys([(EstimatorSection.Wrt.Name, EstimatorSection.Wrt.ShapeOf(movable)), (EstimatorKernel.Key.Name, SchemaOf.Words(EstimatorKernel.Known(model))), .. model.HasClasses ? [] : new[] { EstimatorSection.NeedsNoClasses }]);
    }

    // Observables depend on the settings, so any name may be one.
    private JsonObject Objectives() => model.Objectives.IsEmpty
        ? SchemaOf.Text()
        : SchemaOf.Any(Named(model.Objectives.Select(objective => (objective.Name, objective.Description))), SchemaOf.Text());

    private JsonObject Bounds() => OfMovable(same => SchemaOf.Any([.. same.Select(movable => BoundsReader.Within(movable.Setting.Range))]));

    // What the values are is said where the key is declared.
    private JsonObject Transforms() => OfMovable(_ => true);

    private JsonObject OfMovable(Func<IEnumerable<(string Name, SettingDefinition Setting)>, JsonNode> value) => new()
    {
        ["patternProperties"] = new JsonObject(Movable()
            .GroupBy(movable => SettingForm.SelectorPattern(movable.Name, movable.Setting))
            .Select(same => KeyValuePair.Create($"^({same.Key})$", (JsonNode?)value(same)))),
        ["additionalProperties"] = false,
    };

    /// <summary>What a derivative can be taken for, by the names that <c>wrt</c> has for it: parameters of the model and, for real vectors, of its proposals.</summary>
    private IEnumerable<(string Name, SettingDefinition Setting)> Movable()
    {
        var ofProposals = model.Shape == ModelShape.Vectors ? model.Proposals.SelectMany(proposal => proposal.Settings.Settings) : [];
        return
            [
                .. parameters.Select(setting => (setting.Name, setting)),
                .. ofProposals.Where(setting => setting.IsParameter).Select(setting => (DocumentPath.Join(ProposalSection.Key.Name, setting.Name), setting)),
            ];
    }

    /// <summary>Where the parameter moves and its range excludes its lower end, the optimiser needs another.</summary>
    private static JsonObject Given() => new() { ["type"] = "number" };

    /// <summary>That a parameter which moves has an end that its range excludes, unless its coordinate keeps it from there.</summary>
    private static JsonObject Bound(SettingDefinition setting, JsonArray ends, IEnumerable<ParameterTransform> unless)
    {
        var isMoved = SchemaOf.Any(SchemaOf.Is(setting.Name), new JsonObject { ["type"] = "array", ["contains"] = SchemaOf.Is(setting.Name) });
        var bounds = new JsonObject { ["type"] = "array", ["prefixItems"] = ends };
        return SchemaOf.Where(
            SchemaOf.All(
                [
                    SchemaOf.Has(EstimatorSection.Section.Name, SchemaOf.Has(EstimatorSection.Wrt.Name, isMoved)),
                    SchemaOf.Not(SchemaOf.Has(OptimizerSection.Section.Name, TransformReader.Keeps(setting.Name, unless))),
                ]),
            SchemaOf.Keys((OptimizerSection.Section.Name, SchemaOf.Has(BoundsReader.Key.Name, SchemaOf.Has(setting.Name, bounds)))));
    }
}
