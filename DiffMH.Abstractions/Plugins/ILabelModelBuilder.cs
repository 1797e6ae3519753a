namespace DiffMH;

/// <summary>Completes a model on labels.</summary>
/// <typeparam name="TSettings">The model's settings record.</typeparam>
public interface ILabelModelBuilder<TSettings>
    where TSettings : class, new()
{
    /// <summary>The observables, exactly once.</summary>
    /// <param name="names">Their names, which may depend on the settings.</param>
    /// <param name="create">Makes the observables of one point.</param>
    ILabelModelBuilder<TSettings> Observables<TObservables>(Func<TSettings, IReadOnlyList<Observable>> names, Func<TSettings, TObservables> create)
        where TObservables : struct, ILabelObservables;

    /// <summary>A start; the first one is the default.</summary>
    /// <param name="name">As in the sweep file's <c>chain.start</c>.</param>
    /// <param name="description">Which label, in one line.</param>
    /// <param name="start">Chooses the first label.</param>
    ILabelModelBuilder<TSettings> Start(string name, string description, LabelStart<TSettings> start);

    /// <summary>A proposal; the first one is the default.</summary>
    /// <typeparam name="TProposalSettings">The proposal's own settings record.</typeparam>
    /// <typeparam name="TProposal">The proposal.</typeparam>
    ILabelModelBuilder<TSettings> Proposal<TProposalSettings, TProposal>(string name, string description, Func<TSettings, TProposalSettings, TProposal> create)
        where TProposalSettings : class, new()
        where TProposal : struct, ILabelProposal;

    /// <summary>A named objective.</summary>
    ILabelModelBuilder<TSettings> Objective(string name, string description, Func<TSettings, IObjective> create);
}
