namespace DiffMH.Engine.Kernels;

/// <summary>A model on real vectors, its settings applied.</summary>
/// <param name="Target">A struct that implements <see cref="IVectorTarget"/>.</param>
/// <param name="Observables">A struct that implements <see cref="ITransitionObservables"/>.</param>
/// <param name="ObservableCount">k.</param>
/// <param name="Start">Chooses the first state.</param>
/// <param name="Proposal">A struct that implements <see cref="IVectorProposal"/>.</param>
/// <param name="ModelParameters">How many numbers of θ, the first, are the model's; the others are the proposal's.</param>
/// <param name="Coupling">A struct that implements <see cref="IVectorCoupling{TProposal}"/> for the proposal's type.</param>
public sealed record VectorProblem(
    IVectorTarget Target, ITransitionObservables Observables, int ObservableCount, VectorOrigin Start, IVectorProposal Proposal, int ModelParameters, object Coupling);
