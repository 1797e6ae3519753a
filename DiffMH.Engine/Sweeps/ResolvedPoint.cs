using System.Text.Json.Nodes;

namespace DiffMH.Engine.Sweeps;

/// <summary>A point with everything decided.</summary>
/// <param name="Spec">The point.</param>
/// <param name="Sections">Its sections as a sweep file that leaves nothing out would have them, but for what has no effect.</param>
internal sealed record ResolvedPoint(PointSpec Spec, JsonObject Sections)
{
    /// <summary>The sections of a point.</summary>
    /// <param name="spec">The point.</param>
    /// <param name="plugin">The plugin as the file asked for it, with its version range.</param>
    public static JsonObject Write(PointSpec spec, string plugin)
    {
        var proposal = JsonNode.Parse(spec.ProposalSettings)!.AsObject();
        proposal["name"] = spec.Proposal;
        var sections = new JsonObject
        {
            ["model"] = new JsonObject { ["plugin"] = plugin, ["name"] = spec.Model, ["parameters"] = JsonNode.Parse(spec.ModelSettings) },
            ["proposal"] = proposal,
            ["estimator"] = EstimatorSection.Write(spec.Estimator),
            ["chain"] = ChainSection.Write(spec.Chain),
            ["objective"] = ObjectiveSection.Write(spec.Objective),
        };
        if (spec.Estimator.Method == EstimatorMethod.Dmh)
        {
            sections["coupling"] = CouplingSection.Write(spec);
        }

        if (spec.Optimizer is { } optimizer)
        {
            sections["optimizer"] = OptimizerSection.Write(optimizer, spec.Estimator.Wrt);
        }

        return sections;
    }
}
