using System.Collections.Immutable;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Verification;

/// <summary>Looks for evidence that a model breaks its contract, with each of its proposals and with each coupling that fits them.</summary>
/// <param name="model">The model.</param>
/// <param name="couplings">The couplings of DiffMH and of the model's plugin.</param>
/// <param name="search">What the search shares.</param>
internal sealed class ModelVerifier(ModelDefinition model, ImmutableArray<CouplingDefinition> couplings, Search search)
{
    private readonly Ledger ledger = search.Ledger;
    private bool hasRunKernel;

    /// <summary>Runs all checks at two settings: defaults as far as there are any, and others.</summary>
    /// <param name="given">Settings that are given.</param>
    public void Run(GivenSettings given)
    {
        foreach (var isVaried in new[] { false, true })
        {
            Ledger.Collect(ledger.Of(model.Name, Check.Settings), row =>
            {
                row.Holds(true, () => "");
                var trial = Trial.Of(model, given, isVaried, search.Streams, search.Budget);
                var shape = ShapeOf(trial);
                ModelFormulas.Check(trial, shape, ledger);
                shape.CheckModel(ledger);
                foreach (var definition in model.Proposals)
                {
                    Ledger.Collect(ledger.Of(model.Name, Check.ProposalRepeats, definition.Name), _ => Run(shape, trial.Propose(definition, isVaried)));
                }
            });
        }

        if (model.Kernel is { } own && !hasRunKernel)
        {
            ledger.Of(model.Name, Check.Kernel).Refute($"the kernel '{own.Name}' can run no proposal and coupling at the settings tried; give settings that it can run with --set");
        }
    }

    private void Run(IShape shape, ProposalTrial proposal)
    {
        search.Cancellation.ThrowIfCancellationRequested();
        shape.CheckProposal(proposal, ledger);
        var engine = new EngineChecks(shape, proposal);
        var kernel = model.Kernel is { } own && shape is SiteShape sites ? new KernelChecks(sites, proposal, own) : null;
        foreach (var definition in couplings.Where(coupling => coupling.Fits(proposal.Definition)))
        {
            search.Cancellation.ThrowIfCancellationRequested();
            var coupling = definition.Create(proposal.Definition, strength: null);
            if (shape.Takes(proposal, coupling))
            {
                shape.CheckCoupling(proposal, coupling, definition.Name, ledger);
                engine.Run(coupling, definition.Name, ledger);
                hasRunKernel |= kernel?.Run(coupling, definition.Name, ledger) ?? false;
            }
        }
    }

    private static IShape ShapeOf(Trial trial) => trial.Model.Shape switch
    {
        ModelShape.Labels => new LabelShape(trial),
        ModelShape.Sites => new SiteShape(trial),
        _ => new VectorShape(trial),
    };
}
