using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Models;

/// <summary>Collects what completes a model on real vectors.</summary>
internal sealed class VectorModelBuilder<TSettings>(ModelDraft draft) : IVectorModelBuilder<TSettings>
    where TSettings : class, new()
{
    public IVectorModelBuilder<TSettings> Observables<TObservables>(Func<TSettings, IReadOnlyList<Observable>> names, Func<TSettings, TObservables> create)
        where TObservables : struct, IVectorObservables
    {
        draft.Observe(record => names((TSettings)record), record => new StateObservables<TObservables>(create((TSettings)record)));
        return this;
    }

    public IVectorModelBuilder<TSettings> PairObservables<TObservables>(Func<TSettings, IReadOnlyList<Observable>> names, Func<TSettings, TObservables> create)
        where TObservables : struct, IVectorPairObservables
    {
        draft.Observe(record => names((TSettings)record), record => new PairObservables<TObservables>(create((TSettings)record)));
        return this;
    }

    public IVectorModelBuilder<TSettings> Start(string name, string description, VectorStart<TSettings> start)
    {
        draft.Add(new StartDefinition(name, description)
        {
            Origin = record => (VectorOrigin)((Span<double> x, ref RandomStream stream) => start((TSettings)record, x, ref stream)),
        });
        return this;
    }

    public IVectorModelBuilder<TSettings> Proposal<TProposalSettings, TProposal>(string name, string description, Func<TSettings, TProposalSettings, TProposal> create)
        where TProposalSettings : class, new()
        where TProposal : struct, IVectorProposal
    {
        draft.AddProposal<TProposalSettings, TProposal>(name, description, (record, settings) => create((TSettings)record, settings));
        return this;
    }

    public IVectorModelBuilder<TSettings> Objective(string name, string description, Func<TSettings, IObjective> create)
    {
        draft.Add(new ObjectiveDefinition(name, description) { Create = record => create((TSettings)record) });
        return this;
    }
}
