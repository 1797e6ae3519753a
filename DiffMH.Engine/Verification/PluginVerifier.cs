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
    /// <returns>All rows, in an order that is the same for every seed.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ImmutableArray<VerificationRow> Run(PluginRegistration plugin, IEnumerable<ModelDefinition> models, GivenSettings given, Action<string> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(progress);
        var ledger = new Ledger();
        var couplings = BuiltInCouplings.All.AddRange(plugin.Couplings);
        foreach (var model in models)
        {
            progress(model.Name);
            new ModelVerifier(model, couplings, new(new NamedStreams(seed), budget, ledger, cancellation)).Run(given);
        }

        return FamilyWise.Judge(ledger.Rows);
    }
}
