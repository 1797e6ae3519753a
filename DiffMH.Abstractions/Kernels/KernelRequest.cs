using System.Collections.Immutable;

namespace DiffMH;

/// <summary>What a kernel of a plugin's own is told of a point, besides the model's settings.</summary>
/// <param name="Proposal">The name of the proposal.</param>
/// <param name="ProposalSettings">Its settings record.</param>
/// <param name="Coupling">The name of the coupling.</param>
/// <param name="CouplingStrength">With which probability each step of an alternative couples, 0 … 1.</param>
/// <param name="Observables">k: the model's own observables, and after them what an expression as objective adds.</param>
/// <param name="Theta">All parameters of the model and of its proposal, as they are given: where an optimiser starts, and tasks bring their own.</param>
/// <param name="Wrt">Positions in θ of the p parameters a derivative is taken for.</param>
/// <param name="HasDirections">Whether derivatives are summed in directions, as for more parameters than are results of their own.</param>
/// <param name="Objective">Which objective is formed of the sums.</param>
/// <param name="Estimator">How gradients are estimated.</param>
/// <param name="Chain">How chains are run.</param>
/// <param name="Seed">The sweep's seed.</param>
/// <param name="StreamKey">The point's stream key, 32 bytes: all 0 where the point does not have one yet, and is only asked about.</param>
public sealed record KernelRequest(
    string Proposal,
    object ProposalSettings,
    string Coupling,
    double CouplingStrength,
    int Observables,
    Vector Theta,
    ImmutableArray<int> Wrt,
    bool HasDirections,
    ObjectiveSettings Objective,
    EstimatorSettings Estimator,
    ChainSettings Chain,
    ulong Seed,
    ImmutableArray<byte> StreamKey)
{
    /// <summary>Where the sums of a group stand: one row of each group that a task asks for.</summary>
    public SumsLayout Layout => new(Observables, Wrt.Length, Estimator.SumsScores, Estimator.Method == EstimatorMethod.Score);
}
