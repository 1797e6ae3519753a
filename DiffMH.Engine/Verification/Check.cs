namespace DiffMH.Engine.Verification;

/// <summary>The names of the checks. Each names what a plugin's author got wrong where it fails.</summary>
public static class Check
{
    /// <summary>The plugin accepts settings within the ranges it declares, and a chain can start.</summary>
    public const string Settings = "settings";

    /// <summary>The density is a function: the same bits whenever, in whatever order and on whatever thread it is called.</summary>
    public const string DensityRepeats = "density-repeats";

    /// <summary>The density has one value, whether derivatives are taken along or not, and one derivative, forward or reverse.</summary>
    public const string DensityScalars = "density-scalars";

    /// <summary>The derivatives of the density are those of its values.</summary>
    public const string Score = "score";

    /// <summary>The density is a number, or 0 outside the support, wherever a proposal may lead.</summary>
    public const string Support = "support";

    /// <summary>What is declared continuous does not jump.</summary>
    public const string Continuity = "continuity";

    /// <summary>The ratios of a site model belong to a density: there and back is 1, and two changes give the same in either order.</summary>
    public const string Ratios = "ratios";

    /// <summary>The tallies of a site model belong to a state: there and back is 0, and two changes give the same in either order.</summary>
    public const string Tallies = "tallies";

    /// <summary>The observables are functions of what they are given.</summary>
    public const string ObservablesRepeat = "observables-repeat";

    /// <summary>The observables' derivatives are those of their values.</summary>
    public const string ObservablesDerivative = "observables-derivative";

    /// <summary>The objectives' derivatives, in moments and in parameters, are those of their values.</summary>
    public const string ObjectiveDerivative = "objective-derivative";

    /// <summary>A proposal draws from its stream and from nothing else.</summary>
    public const string ProposalRepeats = "proposal-repeats";

    /// <summary>A proposal's stated ratio fits its draws.</summary>
    public const string ProposalRatio = "proposal-ratio";

    /// <summary>A proposal's stated probabilities are those of its draws.</summary>
    public const string ProposalFrequencies = "proposal-frequencies";

    /// <summary>The derivatives of a proposal's suggestion and ratio are those of their values.</summary>
    public const string ProposalDerivative = "proposal-derivative";

    /// <summary>Density and proposal together keep detailed balance.</summary>
    public const string DetailedBalance = "detailed-balance";

    /// <summary>What a coupling suggests to the alternative has the law of the proposal, at every pair of states.</summary>
    public const string CouplingMarginal = "coupling-marginal";

    /// <summary>What a coupling suggests does not depend on the accept/reject coin.</summary>
    public const string CouplingCoin = "coupling-coin";

    /// <summary>Where two chains are equal, a coupling suggests the same to both.</summary>
    public const string EqualStaysEqual = "equal-stays-equal";

    /// <summary>The moments of the engine's chain are those without sampling, which follow from what density and proposal say.</summary>
    public const string Moments = "moments";

    /// <summary>The engine's gradients are those of the finite chain.</summary>
    public const string Gradient = "gradient";

    /// <summary>So are those of the estimators that follow no alternatives, where the chain is known without sampling.</summary>
    public const string OtherEstimators = "other-estimators";

    /// <summary>The same lanes give the same bits, in whatever batches.</summary>
    public const string Replay = "replay";

    /// <summary>The kernel that a model brings agrees with the engine's generic one, and gives the same bits in whatever batches.</summary>
    public const string Kernel = "kernel";

    /// <summary>Lanes of that kernel are as independent as it says.</summary>
    public const string KernelLanes = "kernel-lanes";

    /// <summary>The primal chain is the same to the bit under every coupling.</summary>
    public const string PrimalUnchanged = "primal-unchanged";
}
