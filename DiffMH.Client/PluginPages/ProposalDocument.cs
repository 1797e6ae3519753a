using System.Collections.Immutable;
using DiffMH.Engine.Models;

namespace DiffMH.Client.PluginPages;

/// <summary>A proposal of a model.</summary>
/// <param name="Name">As in a sweep file.</param>
/// <param name="Description">What it suggests.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Couplings">The couplings that fit it, the default first.</param>
public sealed record ProposalDocument(string Name, string Description, ImmutableArray<SettingDocument> Settings, ImmutableArray<string> Couplings)
{
    /// <summary>The document of a proposal.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <param name="couplings">The couplings that its model can use.</param>
    /// <param name="names">What <c>estimator.wrt</c> takes.</param>
    internal static ProposalDocument Of(ProposalDefinition proposal, ImmutableArray<CouplingOffer> couplings, WrtNames names)
    {
        return new(
            proposal.Name,
            proposal.Description,
            [.. proposal.Settings.Settings.Select(setting => SettingDocument.Of(setting, names.Of(proposal, setting)))],
            [.. couplings.Where(offer => offer.Coupling.Fits(proposal)).Select(offer => offer.Coupling.Name)]);
    }
}
