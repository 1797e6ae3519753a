using System.Collections.Immutable;
using DiffMH.Engine.Models;

namespace DiffMH.Client.PluginPages;

/// <summary>What a plugin brings: the document of <c>plugin info -o json</c>.</summary>
/// <param name="Plugin">Which plugin, to the bit.</param>
/// <param name="Models">Its models.</param>
/// <param name="Couplings">The couplings it brings itself.</param>
public sealed record PluginDocument(PluginReference Plugin, ImmutableArray<ModelDocument> Models, ImmutableArray<NamedText> Couplings)
{
    /// <summary>The document of a usable plugin.</summary>
    public static PluginDocument Of(PluginRegistration plugin, ModelCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        ArgumentNullException.ThrowIfNull(catalogue);
        var couplings = catalogue.CouplingsFor(plugin);
        return new(
            plugin.Reference,
            [.. plugin.Models.Select(model => ModelDocument.Of(model, couplings, new(catalogue, plugin, model)))],
            [.. plugin.Couplings.Select(coupling => new NamedText(coupling.Name, coupling.Description))]);
    }
}
