using System.Text.Json.Nodes;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>The sections of a point as they were understood; null where something is wrong.</summary>
/// <param name="Model">The model.</param>
/// <param name="Proposal">The proposal.</param>
/// <param name="Theta">The parameters of the model and of its proposal.</param>
/// <param name="Estimator">The estimator.</param>
/// <param name="Coupling">The coupling.</param>
/// <param name="Chain">The chains.</param>
/// <param name="Objective">The objective.</param>
/// <param name="Optimizer">The optimiser; null in gradient mode, too.</param>
internal sealed record PointSections(
    ModelChoice? Model,
    ProposalChoice? Proposal,
    ThetaLayout? Theta,
    EstimatorSettings Estimator,
    CouplingChoice? Coupling,
    ChainSettings Chain,
    ObjectiveChoice? Objective,
    OptimizerSettings? Optimizer)
{
    /// <summary>The sections as a sweep file that leaves nothing out would have them, but for what is wrong and what has no effect.</summary>
    public JsonObject Write()
    {
        var sections = new JsonObject { ["estimator"] = EstimatorSection.Write(Estimator, Model?.Definition.Kernel), ["chain"] = ChainSection.Write(Chain) };
        if (Model is { Settings: { } parameters } model)
        {
            sections["model"] = new JsonObject { ["plugin"] = model.Request, ["name"] = model.Definition.Name, ["parameters"] = parameters.Resolved.DeepClone() };
        }

        if (Proposal is { Settings: { } settings } proposal)
        {
            var section = settings.Resolved.DeepClone().AsObject();
            section["name"] = proposal.Definition.Name;
            sections["proposal"] = section;
        }

        if (Coupling is not null && Estimator.Method == EstimatorMethod.Dmh)
        {
            sections["coupling"] = CouplingSection.Write(Coupling);
        }

        if (Objective is not null)
        {
            sections["objective"] = ObjectiveSection.Write(Objective.Settings);
        }

        if (Optimizer is { } optimizer && Theta is { } theta && optimizer.Lower.Count == Estimator.Wrt.Length)
        {
            sections["optimizer"] = OptimizerSection.Write(optimizer, Estimator.Wrt, theta);
        }

        return sections;
    }
}
