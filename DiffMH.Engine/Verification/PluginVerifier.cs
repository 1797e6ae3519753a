using System.Collections.Immutable;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Verification;

/// <summary>Proves that the models of a plugin keep their contract, or names what is wrong.</summary>
/// <param name="seed">The seed of all draws; the same seed gives the same numbers.</param>
/// <param name="budget">How much is computed.</param>
public sealed class PluginVerifier(ulong seed, VerificationBudget budget)
{
    /// <summary>Runs all checks of some models of a plugin, with each of their proposals and each coupling of DiffMH and of the plugin that fits.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="models">Its models to look at.</param>
    /// <param name="given">Settings of the models that are given; others are chosen within the ranges the plugin declares.</param>
    /// <param name="progress">Told the name of each model and proposal when it begins.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>What was found, rows in an order that is the same for every seed.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public VerificationResult Run(PluginRegistration plugin, IEnumerable<ModelDefinition> models, GivenSettings given, Action<string> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(progress);
        var couplings = BuiltInCouplings.All.AddRange(plugin.Couplings);
        return Judge(models, couplings, verifier => verifier.Run(given), progress, cancellation);
    }

    /// <summary>Runs the checks of couplings alone, of a plugin that brings no model.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="hosts">Models of others that have proposals for them, as from <see cref="CouplingHosts"/>.</param>
    /// <param name="progress">Told the name of each model when it begins.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>What was found; the rows of the coupling <c>independent</c> among them, with which the primal chain is compared.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public VerificationResult RunCouplings(PluginRegistration plugin, IEnumerable<ModelDefinition> hosts, Action<string> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        ArgumentNullException.ThrowIfNull(hosts);
        ArgumentNullException.ThrowIfNull(progress);
        ImmutableArray<CouplingDefinition> couplings = [BuiltInCouplings.All.Single(coupling => coupling.Name == "independent"), .. plugin.Couplings];
        return Judge(hosts, couplings, verifier => verifier.Run(GivenSettings.None, areCouplingsOnly: true), progress, cancellation);
    }

    private VerificationResult Judge(
        IEnumerable<ModelDefinition> models, ImmutableArray<CouplingDefinition> couplings, Action<ModelVerifier> run, Action<string> progress, CancellationToken cancellation)
    {
        var ledger = new Ledger();
        foreach (var model in models)
        {
            progress(model.Name);
            run(new(model, couplings, new(new NamedStreams(seed), budget, ledger, cancellation)));
        }

        return new(FamilyWise.Judge(ledger.Rows), [.. ledger.Tried], [.. ledger.Untried]);
    }
}
