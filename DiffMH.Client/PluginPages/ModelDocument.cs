using System.Collections.Immutable;
using System.Text.Json;
using DiffMH.Engine.Models;

namespace DiffMH.Client.PluginPages;

/// <summary>A model of a plugin.</summary>
/// <param name="Name">As in a sweep file.</param>
/// <param name="Description">Its density.</param>
/// <param name="Shape">What a state is.</param>
/// <param name="Parameters">Its settings.</param>
/// <param name="Observables">Its observables at <see cref="ExampleSettings"/>, since they may depend on the settings; empty where it names none there.</param>
/// <param name="Objectives">Its named objectives; each observable is one too.</param>
/// <param name="Proposals">Its proposals, the default first.</param>
/// <param name="Starts">Its starts, the default first.</param>
/// <param name="Kernel">The kernel that it brings; null where it brings none.</param>
public sealed record ModelDocument(
    string Name,
    string Description,
    string Shape,
    ImmutableArray<SettingDocument> Parameters,
    ImmutableArray<Observable> Observables,
    ImmutableArray<NamedText> Objectives,
    ImmutableArray<ProposalDocument> Proposals,
    ImmutableArray<NamedText> Starts,
    NamedText? Kernel)
{
    /// <summary>The document of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="couplings">The couplings it can use.</param>
    /// <param name="names">What <c>estimator.wrt</c> takes.</param>
    internal static ModelDocument Of(ModelDefinition model, ImmutableArray<CouplingOffer> couplings, WrtNames names)
    {
        return new(
            model.Name,
            model.Description,
            JsonNamingPolicy.SnakeCaseLower.ConvertName(model.Shape.ToString()),
            [.. model.Settings.Settings.Select(setting => SettingDocument.Of(setting, WrtNames.Of(setting)))],
            ExampleSettings.Observables(model),
            [.. model.Objectives.Select(objective => new NamedText(objective.Name, objective.Description))],
            [.. model.Proposals.Select(proposal => ProposalDocument.Of(proposal, couplings, names))],
            [.. model.Starts.Select(start => new NamedText(start.Name, start.Description))],
            model.Kernel is { } kernel ? new(kernel.Name, kernel.Description) : null);
    }
}
