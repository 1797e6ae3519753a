namespace DiffMH.Engine.Kernels;

/// <summary>A label model, its settings applied.</summary>
/// <param name="Target">The density.</param>
/// <param name="Observables">The observables.</param>
/// <param name="ObservableCount">k.</param>
/// <param name="Start">Chooses the first label.</param>
/// <param name="Proposal">A struct that implements <see cref="ILabelProposal"/>.</param>
/// <param name="Coupling">A struct that implements <see cref="ILabelCoupling{TProposal}"/> for the proposal's type.</param>
public sealed record LabelProblem(ILabelTarget Target, ILabelObservables Observables, int ObservableCount, LabelOrigin Start, ILabelProposal Proposal, object Coupling);
