using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Models;

/// <summary>Collects what completes a model on labels.</summary>
internal sealed class LabelModelBuilder<TSettings>(ModelDraft draft) : ILabelModelBuilder<TSettings>
    where TSettings : class, new()
{
    public ILabelModelBuilder<TSettings> Observables<TObservables>(Func<TSettings, IReadOnlyList<Observable>> names, Func<TSettings, TObservables> create)
        where TObservables : struct, ILabelObservables
    {
        draft.Observe(record => names((TSettings)record), record => create((TSettings)record));
        return this;
    }

    public ILabelModelBuilder<TSettings> Start(string name, string description, LabelStart<TSettings> start)
    {
        draft.Add(new StartDefinition(name, description)
        {
            Origin = record => (LabelOrigin)((ref RandomStream stream) => start((TSettings)record, ref stream)),
        });
        return this;
    }

    public ILabelModelBuilder<TSettings> Proposal<TProposalSettings, TProposal>(string name, string description, Func<TSettings, TProposalSettings, TProposal> create)
        where TProposalSettings : class, new()
        where TProposal : struct, ILabelProposal
    {
        draft.AddProposal<TProposalSettings, TProposal>(name, description, (record, settings) => create((TSettings)record, settings));
        return this;
    }

    public ILabelModelBuilder<TSettings> Objective(string name, string description, Func<TSettings, IObjective> create)
    {
        draft.Add(new ObjectiveDefinition(name, description) { Create = record => create((TSettings)record) });
        return this;
    }
}
