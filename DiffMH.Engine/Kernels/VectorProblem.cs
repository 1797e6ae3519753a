namespace DiffMH.Engine.Kernels;

/// <summary>A model on real vectors, its settings applied.</summary>
/// <param name="Target">A struct that implements <see cref="IVectorTarget"/>.</param>
/// <param name="Observables">A struct that implements <see cref="IVectorObservables"/>.</param>
/// <param name="ObservableCount">k.</param>
/// <param name="Start">Chooses the first state.</param>
/// <param name="Proposal">A struct that implements <see cref="IVectorProposal"/>.</param>
/// <param name="ProposalTheta">The proposal's parameters.</param>
/// <param name="Coupling">A struct that implements <see cref="IVectorCoupling{TProposal}"/> for the proposal's type.</param>
public sealed record VectorProblem(
    IVectorTarget Target, IVectorObservables Observables, int ObservableCount, VectorOrigin Start, IVectorProposal Proposal, Vector ProposalTheta, object Coupling);
