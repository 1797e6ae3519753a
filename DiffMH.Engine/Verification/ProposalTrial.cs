using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Verification;

/// <summary>A model with one of its proposals, both at settings that are accepted.</summary>
/// <param name="Trial">The model.</param>
/// <param name="Definition">The proposal.</param>
/// <param name="Settings">The proposal's settings.</param>
/// <param name="Proposal">The proposal with these settings.</param>
internal sealed record ProposalTrial(Trial Trial, ProposalDefinition Definition, SettingsBinding Settings, object Proposal)
{
    /// <summary>θ of the model, then of the proposal.</summary>
    public ThetaLayout Layout { get; } = Trial.Settings.Theta.With(Settings.Theta);

    /// <summary>θ of the proposal.</summary>
    public double[] Theta => Settings.Theta.Initial.Values.ToArray();

    /// <summary>A stream of this trial.</summary>
    public RandomStream Open(string name, StreamRole role = StreamRole.Primal) => Trial.Open($"{Definition.Name} {name}", role);
}
