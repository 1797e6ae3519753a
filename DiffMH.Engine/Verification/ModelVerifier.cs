using System.Collections.Immutable;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Verification;

/// <summary>Looks for evidence that a model breaks its contract, with each of its proposals and with each coupling that fits them.</summary>
/// <param name="model">The model.</param>
/// <param name="couplings">The couplings of DiffMH and of the model's plugin.</param>
/// <param name="search">What the search shares.</param>
internal sealed class ModelVerifier(ModelDefinition model, ImmutableArray<CouplingDefinition> couplings, Search search)
{
    /// <summary>The strength below 1 at which couplings are tried too.</summary>
    private const double Weak = 0.5;

    private readonly Ledger ledger = search.Ledger;
    private bool hasRunKernel;

    /// <summary>Runs all checks at two settings: defaults as far as there are any, and others.</summary>
    /// <param name="given">Settings that are given.</param>
    /// <param name="areCouplingsOnly">Whether the model is known to be right, and the couplings alone are looked at.</param>
    public void Run(GivenSettings given, bool areCouplingsOnly = false)
    {
        var own = given.Of(model.Settings);
        foreach (var isVaried in new[] { false, true })
        {
            try
            {
                Run(own, isVaried, areCouplingsOnly);
            }
            catch (SettingsRefusedException refused) when (refused.NeedsData)
            {
                ledger.SetAside(new UntriedModel(model.Name, refused.Message));
                return;
            }
        }

        if (!areCouplingsOnly && model.Kernel is { } kernel && !hasRunKernel)
        {
            ledger.Of(model.Name, Check.Kernel).Refute($"the kernel '{kernel.Name}' can run no proposal and coupling at the settings tried; give settings that it can run with --set");
        }
    }

    private void Run(GivenSettings given, bool isVaried, bool areCouplingsOnly)
    {
        Ledger.Collect(ledger.Of(model.Name, Check.Settings), row =>
        {
            row.Holds(true, () => "");
            var trial = Trial.Of(model, given, isVaried, search.Streams, search.Budget);
            ledger.Note(TriedSettings.Of(model.Name, model.Settings, trial.Settings, given.Values));
            var shape = ShapeOf(trial);
            if (!areCouplingsOnly)
            {
                ModelFormulas.Check(trial, shape, ledger);
                shape.CheckModel(ledger);
            }

            foreach (var definition in model.Proposals)
            {
                Ledger.Collect(ledger.Of(model.Name, Check.ProposalRepeats, definition.Name), _ => Run(shape, trial.Propose(definition, isVaried), areCouplingsOnly));
            }
        });
    }

    private void Run(IShape shape, ProposalTrial proposal, bool areCouplingsOnly)
    {
        search.Cancellation.ThrowIfCancellationRequested();
        if (!areCouplingsOnly)
        {
            shape.CheckProposal(proposal, ledger);
        }

        var engine = new EngineChecks(shape, proposal);
        var kernel = !areCouplingsOnly && model.Kernel is { } own && shape is SiteShape sites ? new KernelChecks(sites, proposal, own) : null;
        foreach (var definition in couplings.Where(coupling => coupling.Fits(proposal.Definition)))
        {
            Run(shape, proposal, engine, definition, strength: null);
            var coupling = definition.Create(proposal.Definition, strength: null);
            if (kernel is not null && shape.Takes(proposal, coupling))
            {
                hasRunKernel |= kernel.Run(coupling, definition.Name, ledger);
            }

            if (engine.IsExact)
            {
                Run(shape, proposal, engine, definition, Weak);
            }
        }
    }

    private void Run(IShape shape, ProposalTrial proposal, EngineChecks engine, CouplingDefinition definition, double? strength)
    {
        search.Cancellation.ThrowIfCancellationRequested();
        var coupling = definition.Create(proposal.Definition, strength);
        var name = strength is null ? definition.Name : FormattableString.Invariant($"{definition.Name} at {strength}");
        if (shape.Takes(proposal, coupling))
        {
            shape.CheckCoupling(proposal, coupling, name, ledger);
            engine.Run(coupling, name, ledger);
        }
    }

    private static IShape ShapeOf(Trial trial) => trial.Model.Shape switch
    {
        ModelShape.Labels => new LabelShape(trial),
        ModelShape.Sites => new SiteShape(trial),
        _ => new VectorShape(trial),
    };
}
