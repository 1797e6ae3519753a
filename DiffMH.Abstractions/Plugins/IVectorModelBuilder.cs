namespace DiffMH;

/// <summary>Completes a model on real vectors.</summary>
/// <typeparam name="TSettings">The model's settings record.</typeparam>
public interface IVectorModelBuilder<TSettings>
    where TSettings : class, new()
{
    /// <summary>The observables; either these or those of two states, exactly once.</summary>
    /// <param name="names">Their names, which may depend on the settings.</param>
    /// <param name="create">Makes the observables of one point.</param>
    IVectorModelBuilder<TSettings> Observables<TObservables>(Func<TSettings, IReadOnlyList<Observable>> names, Func<TSettings, TObservables> create)
        where TObservables : struct, IVectorObservables;

    /// <summary>The observables, where any of them looks at two consecutive states.</summary>
    /// <param name="names">Their names, which may depend on the settings.</param>
    /// <param name="create">Makes the observables of one point.</param>
    IVectorModelBuilder<TSettings> PairObservables<TObservables>(Func<TSettings, IReadOnlyList<Observable>> names, Func<TSettings, TObservables> create)
        where TObservables : struct, IVectorPairObservables;

    /// <summary>A start; the first one is the default.</summary>
    /// <param name="name">As in the sweep file's <c>chain.start</c>.</param>
    /// <param name="description">Which state, in one line.</param>
    /// <param name="start">Chooses the first state.</param>
    IVectorModelBuilder<TSettings> Start(string name, string description, VectorStart<TSettings> start);

    /// <summary>A proposal; the first one is the default.</summary>
    /// <typeparam name="TProposalSettings">The proposal's own settings record.</typeparam>
    /// <typeparam name="TProposal">The proposal.</typeparam>
    IVectorModelBuilder<TSettings> Proposal<TProposalSettings, TProposal>(string name, string description, Func<TSettings, TProposalSettings, TProposal> create)
        where TProposalSettings : class, new()
        where TProposal : struct, IVectorProposal;

    /// <summary>A named objective.</summary>
    IVectorModelBuilder<TSettings> Objective(string name, string description, Func<TSettings, IObjective> create);
}
