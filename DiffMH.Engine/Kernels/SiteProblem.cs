namespace DiffMH.Engine.Kernels;

/// <summary>A site model, its settings applied.</summary>
/// <param name="Target">The density.</param>
/// <param name="Observables">The observables.</param>
/// <param name="ObservableCount">k.</param>
/// <param name="Start">Fills the first state.</param>
/// <param name="Proposal">A struct that implements <see cref="ISiteProposal"/>.</param>
/// <param name="Coupling">A struct that implements <see cref="ISiteCoupling{TProposal}"/> for the proposal's type.</param>
public sealed record SiteProblem(ISiteTarget Target, ISiteObservables Observables, int ObservableCount, SiteOrigin Start, ISiteProposal Proposal, object Coupling);
