using System.Collections.Immutable;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads the key <c>coupling</c>.</summary>
internal sealed class CouplingSection(ModelCatalogue catalogue)
{
    /// <summary>The key.</summary>
    public static TextKey Key { get; } = new("coupling", "How the two chains of a pair propose together. Default: the first of DiffMH's own that fits the proposal.", "the name of a coupling");

    private readonly Dictionary<PluginRegistration, ImmutableArray<CouplingOffer>> offersFor = [];   // the same for every point

    /// <summary>The coupling, by default the first built-in one that fits; null where it cannot be known or does not fit.</summary>
    /// <param name="root">The document.</param>
    /// <param name="model">The model, where known.</param>
    /// <param name="proposal">The proposal, where known.</param>
    /// <param name="method">The estimator; one that follows no alternatives gets the default.</param>
    /// <param name="idle">Receives a coupling without effect.</param>
    public CouplingOffer? Read(MappingReader root, ModelChoice? model, ProposalChoice? proposal, EstimatorMethod method, ICollection<SweepProblem> idle)
    {
        var offers = model is null ? [] : OffersFor(model.Plugin);
        var isGiven = root.Has(Key.Name);
        if (isGiven && method != EstimatorMethod.Dmh)
        {
            idle.Add(IdleSettings.Problem(root, Key.Name));
            isGiven = false;
        }

        if (!isGiven)
        {
            return proposal is null ? null : offers.First(offer => offer.Coupling.Fits(proposal.Definition));
        }

        var name = root.Text(Key);
        if (name is null || model is null)
        {
            return null;
        }

        var named = offers.Where(offer => offer.Coupling.Name == name).ToList();
        var pick = named.Find(offer => offer.Plugin is null) ?? (named.Count == 1 ? named[0] : null);
        if (pick is null)
        {
            root.NoteValue(Key.Name, named.Count == 0
                ? $"a coupling: {NameSuggestion.For(name, [.. offers.Select(offer => offer.Coupling.Name).Distinct(StringComparer.Ordinal)])}"
                : $"the name of one coupling, and {string.Join(" and ", named.Select(offer => offer.Plugin!.Id))} each have one of that name; remove one of these plugins");
            return null;
        }

        if (proposal is not null && !pick.Coupling.Fits(proposal.Definition))
        {
            root.Note(Key.Name, Mismatch(pick.Coupling, model.Definition, proposal.Definition, offers));
            return null;
        }

        return pick;
    }

    private ImmutableArray<CouplingOffer> OffersFor(PluginRegistration plugin) =>
        offersFor.TryGetValue(plugin, out var known) ? known : offersFor[plugin] = catalogue.CouplingsFor(plugin);

    private static string Mismatch(CouplingDefinition coupling, ModelDefinition model, ProposalDefinition proposal, ImmutableArray<CouplingOffer> offers)
    {
        var fits = model.Proposals.Where(coupling.Fits).Select(other => other.Name).ToList();
        var couplings = offers.Select(offer => offer.Coupling).Where(other => other.Fits(proposal)).Select(other => other.Name).Distinct(StringComparer.Ordinal);
        return $"found \"{coupling.Name}\", which fits {(fits.Count == 0 ? $"no proposal of {model.Name}" : string.Join(" and ", fits))}; with {proposal.Name} use {string.Join(" or ", couplings)}";
    }
}
