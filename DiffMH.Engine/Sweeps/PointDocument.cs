using System.Text.Json.Nodes;

namespace DiffMH.Engine.Sweeps;

/// <summary>Writes a point as the sections of a sweep file of its own in gradient mode, to be read again with another estimator.</summary>
internal static class PointDocument
{
    /// <summary>Model, proposal, chain and objective; estimator and coupling are left to the caller.</summary>
    public static JsonObject Of(PointSpec point)
    {
        var proposal = JsonNode.Parse(point.ProposalSettings)!.AsObject();
        proposal["name"] = point.Proposal;
        return new()
        {
            ["model"] = new JsonObject { ["plugin"] = $"{point.Plugin.Id}@[{point.Plugin.Version}]", ["name"] = point.Model, ["parameters"] = JsonNode.Parse(point.ModelSettings) },
            ["proposal"] = proposal,
            ["chain"] = ChainSection.Write(point.Chain),
            ["objective"] = ObjectiveSection.Write(point.Objective with { Goal = ObjectiveGoal.Evaluate }),
        };
    }
}
