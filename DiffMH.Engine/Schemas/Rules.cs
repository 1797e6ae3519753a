using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Engine.Schemas;

/// <summary>Rules between keys, whatever the model.</summary>
internal static class Rules
{
    /// <summary>What holds for all files.</summary>
    public static IEnumerable<JsonObject> OfSections() =>
        [
            InGradientMode(SchemaOf.Keys(
                (OptimizerSection.Section.Name, false),
                (ObjectiveSection.Section.Name, SchemaOf.Without([Word.Of(ObjectiveGoal.Maximize), Word.Of(ObjectiveGoal.Minimize)])),
                (StopSection.Section.Name, StopSection.GradientRule()))),
            InOptimizeMode(SchemaOf.Keys((ObjectiveSection.Section.Name, SchemaOf.Without([Word.Of(ObjectiveGoal.Evaluate)])))),
            SchemaOf.Keys(
                (ObjectiveSection.Section.Name, ObjectiveSection.AtMostOneGoal()),
                (OptimizerSection.Section.Name, ScheduleReader.Rule())),
            SchemaOf.Where(SchemaOf.Has(StopSection.Section.Name, StopSection.WatchesErrors()), SchemaOf.Keys((ReplicateSettings.Section.Name, ReplicateSettings.AtLeastTwo()))),
        ];

    /// <summary>What holds in a file without a design: what must be there, and how keys go together.</summary>
    public static JsonObject Whole() => SchemaOf.All(
        [
            SchemaOf.Required([ModelSection.Section.Name, EstimatorSection.Section.Name, ObjectiveSection.Section.Name]),
            SchemaOf.Keys(
                (ModelSection.Section.Name, SchemaOf.Required(ModelSection.Section.Required)),
                (EstimatorSection.Section.Name, SchemaOf.All([SchemaOf.Required(EstimatorSection.Section.Required), EstimatorSection.Rule()])),
                (ProposalSection.Key.Name, SchemaOf.Where(new() { ["type"] = "object" }, SchemaOf.Required(["name"]))),
                (CouplingSection.Key.Name, SchemaOf.Where(new() { ["type"] = "object" }, SchemaOf.Required(["name"]))),
                (ObjectiveSection.Section.Name, ObjectiveSection.AtLeastOneGoal()),
                (OptimizerSection.Section.Name, SchemaOf.All([SchemaOf.Required(OptimizerSection.Section.Required), OptimizerSection.Rule()])),
                (StopSection.Section.Name, StopSection.OnePointRule()),
                (ReplicateSettings.Section.Name, ReplicateSettings.NoAxesRule())),
            InOptimizeMode(SchemaOf.Required([OptimizerSection.Section.Name])),
            SchemaOf.Where(SchemaOf.Has(EstimatorSection.Section.Name, EstimatorSection.FollowsNone()), SchemaOf.Without([CouplingSection.Key.Name])),
            SchemaOf.Where(SchemaOf.Has(StopSection.Section.Name, StopSection.WatchesNoise()), SchemaOf.Keys((ChainSection.Section.Name, ChainSection.AtLeastTwo()))),
            SchemaOf.Where(SchemaOf.Has(EstimatorSection.Section.Name, EstimatorSection.TakesControl()), SchemaOf.Keys((ChainSection.Section.Name, ChainSection.EnoughForControl()))),
        ]);

    /// <summary>What holds in mode optimize, which is the default.</summary>
    private static JsonObject InOptimizeMode(JsonObject then) => SchemaOf.Where(SchemaOf.Keys((SweepHeader.ModeKey.Name, SchemaOf.Is(Word.Of(SweepMode.Optimize)))), then);

    private static JsonObject InGradientMode(JsonObject then) => SchemaOf.Where(SchemaOf.Has(SweepHeader.ModeKey.Name, SchemaOf.Is(Word.Of(SweepMode.Gradient))), then);
}
