using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Models;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Engine.Schemas;

/// <summary>The proposals of a model with their settings, and the couplings that fit them.</summary>
/// <param name="model">The model.</param>
/// <param name="couplings">The couplings it can use.</param>
internal sealed class ProposalForm(ModelDefinition model, ImmutableArray<CouplingOffer> couplings)
{
    /// <summary>A name, or a mapping of a name and the settings of the proposal of that name.</summary>
    public JsonObject Shape()
    {
        // Where a design gives the name, settings of any of the proposals may stand here.
        var settings = model.Proposals.SelectMany(proposal => proposal.Settings.Settings).Select(setting => setting.Name).Distinct().Select(name => (name, (JsonNode?)true));
        var mapping = SchemaOf.Mapping([("name", Names()), .. settings]);
        mapping["allOf"] = new JsonArray([.. model.Proposals.Select(OfProposal)]);
        return SchemaOf.Any(Names(), mapping);
    }

    /// <summary>The names of the proposals.</summary>
    public JsonObject Names() => SchemaOf.Any([.. model.Proposals.Select(Name)]);

    /// <summary>Couplings that fit any of the proposals.</summary>
    public JsonObject Couplings() => CouplingSection.Shape(CouplingsOf([.. model.Proposals]));

    /// <summary>The coupling must fit the proposal that is named.</summary>
    public IEnumerable<JsonObject> Rules() => model.Proposals.Select(proposal => SchemaOf.Where(
        SchemaOf.Has(ProposalSection.Key.Name, SchemaOf.Any(SchemaOf.Is(proposal.Name), IsNamed(proposal))),
        SchemaOf.Keys((CouplingSection.Key.Name, CouplingSection.Shape(CouplingsOf(proposal))))));

    /// <summary>The settings of all proposals by their names; one that several have may be what any of them takes.</summary>
    public IEnumerable<(string Name, JsonObject Schema)> Settings() => model.Proposals
        .SelectMany(proposal => proposal.Settings.Settings)
        .GroupBy(setting => setting.Name)
        .Select(same => (same.Key, SchemaOf.Any([.. same.Select(SettingForm.Of).DistinctBy(schema => schema.ToJsonString())])));

    private static JsonObject IsNamed(ProposalDefinition proposal)
    {
        var mapping = SchemaOf.Has("name", SchemaOf.Is(proposal.Name));
        mapping["type"] = "object";
        return mapping;
    }

    private static JsonObject Name(ProposalDefinition proposal)
    {
        var schema = SchemaOf.Is(proposal.Name);
        schema["description"] = proposal.Description;
        return schema;
    }

    private static JsonObject OfProposal(ProposalDefinition proposal) => SchemaOf.Where(
        SchemaOf.Has("name", SchemaOf.Is(proposal.Name)),
        SchemaOf.Mapping([("name", true), .. proposal.Settings.Settings.Select(setting => (setting.Name, (JsonNode?)SettingForm.Of(setting)))]));

    private JsonObject CouplingsOf(params ProposalDefinition[] proposals) => SchemaOf.Any([.. couplings
        .Select(offer => offer.Coupling)
        .Where(coupling => proposals.Any(coupling.Fits))
        .DistinctBy(coupling => coupling.Name)
        .Select(coupling => new JsonObject { ["const"] = coupling.Name, ["description"] = coupling.Description })]);
}
