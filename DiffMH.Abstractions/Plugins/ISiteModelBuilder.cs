namespace DiffMH;

/// <summary>Completes a model on sites.</summary>
/// <typeparam name="TSettings">The model's settings record.</typeparam>
public interface ISiteModelBuilder<TSettings>
    where TSettings : class, new()
{
    /// <summary>The observables, exactly once.</summary>
    /// <param name="names">Their names, which may depend on the settings.</param>
    /// <param name="create">Makes the observables of one point.</param>
    ISiteModelBuilder<TSettings> Observables<TObservables>(Func<TSettings, IReadOnlyList<Observable>> names, Func<TSettings, TObservables> create)
        where TObservables : struct, ISiteObservables;

    /// <summary>A start; the first one is the default.</summary>
    /// <param name="name">As in the sweep file's <c>chain.start</c>.</param>
    /// <param name="description">Which state, in one line.</param>
    /// <param name="start">Fills the sites.</param>
    ISiteModelBuilder<TSettings> Start(string name, string description, SiteStart<TSettings> start);

    /// <summary>A proposal; the first one is the default.</summary>
    /// <typeparam name="TProposalSettings">The proposal's own settings record.</typeparam>
    /// <typeparam name="TProposal">The proposal.</typeparam>
    ISiteModelBuilder<TSettings> Proposal<TProposalSettings, TProposal>(string name, string description, Func<TSettings, TProposalSettings, TProposal> create)
        where TProposalSettings : class, new()
        where TProposal : struct, ISiteProposal;

    /// <summary>A kernel of the model's own, at most one.</summary>
    /// <param name="name">As in the sweep file's <c>estimator.kernel</c>; not <c>generic</c> nor <c>auto</c>.</param>
    /// <param name="description">How it computes, in one line.</param>
    /// <param name="offer">Says what it can run, and makes it.</param>
    ISiteModelBuilder<TSettings> Kernel(string name, string description, IKernelOffer<TSettings> offer);

    /// <summary>A named objective.</summary>
    ISiteModelBuilder<TSettings> Objective(string name, string description, Func<TSettings, IObjective> create);
}
