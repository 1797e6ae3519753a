namespace DiffMH.Engine.Kernels;

/// <summary>A site model without classes of change, its settings applied.</summary>
/// <inheritdoc cref="SiteProblem"/>
public sealed record FreeSiteProblem(IFreeSiteTarget Target, ISiteObservables Observables, int ObservableCount, SiteOrigin Start, ISiteProposal Proposal, object Coupling);
