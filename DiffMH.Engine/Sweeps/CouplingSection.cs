using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads the key <c>coupling</c>: a name, or a mapping of the name and the strength.</summary>
internal sealed class CouplingSection(ModelCatalogue catalogue)
{
    private static readonly TextKey Name = new("name", "The name of a coupling.", "the name of a coupling") { IsRequired = true };
    private static readonly NumberKey Strength = new("strength", "The probability with which the alternative's suggestion is coupled; else it is made independently.", new NumberRange(0, 1)) { Fallback = 1 };

    /// <summary>The key.</summary>
    public static ShapedKey Key { get; } = new(
        "coupling",
        "How the two chains of a pair propose together: the name of a coupling, or { name: ..., strength: ... }. Default: the first of DiffMH's own that fits the proposal.",
        () => Shape(SchemaOf.Text()));

    // The same for every point; to see whether a coupling fits takes a look at many types.
    private readonly ConcurrentDictionary<PluginRegistration, ImmutableArray<CouplingOffer>> offersFor = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<ProposalDefinition, CouplingOffer> byDefault = new(ReferenceEqualityComparer.Instance);

    /// <summary>The coupling, by default the first built-in one that fits; null where it cannot be known or does not fit.</summary>
    /// <param name="root">The document.</param>
    /// <param name="model">The model, where known.</param>
    /// <param name="proposal">The proposal, where known.</param>
    /// <param name="method">The estimator; one that follows no alternatives gets the default.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="idle">Receives a coupling without effect.</param>
    public CouplingChoice? Read(MappingReader root, ModelChoice? model, ProposalChoice? proposal, EstimatorMethod method, ICollection<SweepProblem> problems, ICollection<SweepProblem> idle)
    {
        var offers = model is null ? [] : OffersFor(model.Plugin);
        var isGiven = root.Has(Key.Name);
        if (isGiven && method != EstimatorMethod.Dmh)
        {
            idle.Add(IdleSettings.OfAlternatives(root, Key.Name, method));
            isGiven = false;
        }

        if (!isGiven)
        {
            return proposal is null ? null : new(byDefault.GetOrAdd(proposal.Definition, definition => offers.First(offer => offer.Coupling.Fits(definition))), Strength: null);
        }

        var section = root.Value(Key.Name) is JsonObject mapping ? new MappingReader(mapping, Key.Name, problems) : null;
        var (names, nameKey) = section is null ? (root, Name with { Name = Key.Name, Expected = $"{Name.Expected}, or {{ name: ..., strength: ... }}" }) : (section, Name);
        var name = names.Text(nameKey);
        var strength = section?.Number(Strength);
        section?.Finish();
        if (name is null || model is null)
        {
            return null;
        }

        var pick = Pick(names, nameKey.Name, name, (model, proposal), offers);
        return pick is null ? null : new(pick, strength < 1 ? strength : null);
    }

    /// <summary>The JSON schema of the key.</summary>
    /// <param name="names">That of the name.</param>
    public static JsonObject Shape(JsonObject names) => SchemaOf.Any(names, SchemaOf.Mapping([(Name.Name, names.DeepClone()), (Strength.Name, Strength.Schema())]));

    /// <summary>Writes the key as a sweep file has it.</summary>
    public static JsonNode Write(CouplingChoice choice) => Write(choice.Offer.Coupling.Name, choice.Strength);

    /// <summary>Writes the key as a sweep file has it.</summary>
    /// <param name="coupling">The coupling's name.</param>
    /// <param name="strength">Its strength; null is full.</param>
    public static JsonNode Write(string coupling, double? strength) =>
        strength is { } part ? new JsonObject { [Name.Name] = coupling, [Strength.Name] = part } : JsonValue.Create(coupling);

    /// <summary>The coupling of a name; null after noting why there is none that fits.</summary>
    private static CouplingOffer? Pick(MappingReader section, string key, string name, (ModelChoice Model, ProposalChoice? Proposal) use, ImmutableArray<CouplingOffer> offers)
    {
        var named = offers.Where(offer => offer.Coupling.Name == name).ToList();
        var pick = named.Find(offer => offer.Plugin is null) ?? (named.Count == 1 ? named[0] : null);
        if (pick is null)
        {
            section.NoteValue(key, named.Count == 0
                ? $"a coupling: {NameSuggestion.For(name, [.. offers.Select(offer => offer.Coupling.Name).Distinct(StringComparer.Ordinal)])}"
                : $"the name of one coupling, and {string.Join(" and ", named.Select(offer => offer.Plugin!.Id))} each have one of that name; remove one of these plugins");
            return null;
        }

        if (use.Proposal is { } proposal && !pick.Coupling.Fits(proposal.Definition))
        {
            section.Note(key, Mismatch(pick.Coupling, use.Model.Definition, proposal.Definition, offers));
            return null;
        }

        return pick;
    }

    private ImmutableArray<CouplingOffer> OffersFor(PluginRegistration plugin) =>
        offersFor.GetOrAdd(plugin, catalogue.CouplingsFor);

    private static string Mismatch(CouplingDefinition coupling, ModelDefinition model, ProposalDefinition proposal, ImmutableArray<CouplingOffer> offers)
    {
        var fits = model.Proposals.Where(coupling.Fits).Select(other => other.Name).ToList();
        var couplings = offers.Select(offer => offer.Coupling).Where(other => other.Fits(proposal)).Select(other => other.Name).Distinct(StringComparer.Ordinal);
        return $"found \"{coupling.Name}\", which fits {(fits.Count == 0 ? $"no proposal of {model.Name}" : string.Join(" and ", fits))}; with {proposal.Name} use {string.Join(" or ", couplings)}";
    }
}
