using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Models;

/// <summary>Collects what completes a model on sites.</summary>
internal sealed class SiteModelBuilder<TSettings>(ModelDraft draft) : ISiteModelBuilder<TSettings>
    where TSettings : class, new()
{
    public ISiteModelBuilder<TSettings> Observables<TObservables>(Func<TSettings, IReadOnlyList<Observable>> names, Func<TSettings, TObservables> create)
        where TObservables : struct, ISiteObservables
    {
        draft.Observe(record => names((TSettings)record), record => create((TSettings)record));
        return this;
    }

    public ISiteModelBuilder<TSettings> Start(string name, string description, SiteStart<TSettings> start)
    {
        draft.Add(new StartDefinition(name, description)
        {
            Origin = record => (SiteOrigin)((Span<byte> sites, ref RandomStream stream) => start((TSettings)record, sites, ref stream)),
        });
        return this;
    }

    public ISiteModelBuilder<TSettings> Proposal<TProposalSettings, TProposal>(string name, string description, Func<TSettings, TProposalSettings, TProposal> create)
        where TProposalSettings : class, new()
        where TProposal : struct, ISiteProposal
    {
        draft.AddProposal<TProposalSettings, TProposal>(name, description, (record, settings) => create((TSettings)record, settings));
        return this;
    }

    public ISiteModelBuilder<TSettings> Kernel(string name, string description, IKernelOffer<TSettings> offer)
    {
        draft.Add(new KernelDefinition(name, description, offer.Scheme, offer.Alternatives, offer.LanesTogether)
        {
            Lacks = (record, request) => offer.Lacks((TSettings)record, request),
            Caveat = (record, request) => offer.Caveat((TSettings)record, request),
            Create = (record, request) => offer.Create((TSettings)record, request),
        });
        return this;
    }

    public ISiteModelBuilder<TSettings> Objective(string name, string description, Func<TSettings, IObjective> create)
    {
        draft.Add(new ObjectiveDefinition(name, description) { Create = record => create((TSettings)record) });
        return this;
    }
}
