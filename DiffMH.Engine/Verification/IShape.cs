using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Verification;

/// <summary>What the checks ask of a model, whatever its states are.</summary>
internal interface IShape
{
    /// <summary>The density, wherever it is tried.</summary>
    IReadOnlyList<FunctionPoint> Densities { get; }

    /// <summary>The observables, wherever they are tried.</summary>
    IReadOnlyList<FunctionPoint> Observations { get; }

    /// <summary>Moments that could be those of some chain.</summary>
    double[] Moments { get; }

    /// <summary>Checks of the model itself that only states of this kind have.</summary>
    void CheckModel(Ledger ledger);

    /// <summary>Checks of a proposal.</summary>
    void CheckProposal(ProposalTrial proposal, Ledger ledger);

    /// <summary>Checks of a coupling's suggestions.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <param name="coupling">The coupling, closed over it.</param>
    /// <param name="name">The coupling's name.</param>
    /// <param name="ledger">Where evidence is kept.</param>
    void CheckCoupling(ProposalTrial proposal, object coupling, string name, Ledger ledger);

    /// <summary>Whether the engine has a kernel for the model with a proposal and a coupling; it says so itself where it has none, and that is no fault of the plugin.</summary>
    bool Takes(ProposalTrial proposal, object coupling);

    /// <summary>The positions in θ of the parameters that a derivative can be taken for.</summary>
    int[] Differentiable(ProposalTrial proposal);

    /// <summary>The engine's kernel, all chains from one and the same start.</summary>
    IBatchKernel Kernel(ProposalTrial proposal, object coupling, KernelSettings settings);

    /// <summary>At each θ the finite chain without any sampling; null where there are too many states, or where the proposal's law is not known.</summary>
    Func<double[], FiniteLaw>? ExactLaw(ProposalTrial proposal, ChainSettings chain);
}
