using System.Collections.Immutable;
using DiffMH.Client.Verification;

namespace DiffMH.Client.PluginPages;

/// <summary>A plugin and where it is: a line of <c>plugin list</c>.</summary>
/// <param name="Folder">The folder's name.</param>
/// <param name="Plugin">Which plugin; null where none could be identified.</param>
/// <param name="Reason">Null where it can be used, else why not.</param>
/// <param name="Models">Its models.</param>
/// <param name="Couplings">Its couplings.</param>
/// <param name="Where"><c>here</c> for the plugins folder of this command, and the names of silos: <c>NAME (kept)</c> where it was replaced and unfinished
/// sweeps are pinned to it, <c>NAME (in quarantine: why)</c> where no work of it is done, <c>NAME (leaving)</c> where it was removed and only what runs goes on.</param>
/// <param name="Certificate">What its verification on this machine found; null where there was none.</param>
public sealed record PluginPlaces(
    string Folder, PluginReference? Plugin, string? Reason, ImmutableArray<string> Models, ImmutableArray<string> Couplings, ImmutableArray<string> Where, CertificateSummary? Certificate)
{
    /// <summary>What stands for the plugins folder of this command.</summary>
    public const string Here = "here";

    /// <summary>All plugins: equal ones once, those of this command's folder first.</summary>
    /// <param name="here">Those of this command's folder.</param>
    /// <param name="silos">Those of silos.</param>
    /// <param name="certificates">The certificates of this machine.</param>
    internal static IReadOnlyList<PluginPlaces> Of(ImmutableArray<PluginStatus> here, ImmutableArray<SiloReport> silos, CertificateFolder certificates) =>
        [
            .. here.Select(status => (Status: status, Place: Here))
                .Concat(silos.SelectMany(silo => silo.Plugins.Select(status => (Status: status, Place: On(silo, status)))))
                .GroupBy(found => (found.Status.Folder, found.Status.Plugin, found.Status.Reason))
                .Select(same => (same.First().Status, Where: same.Select(found => found.Place)))
                .Select(found => new PluginPlaces(
                    found.Status.Folder, found.Status.Plugin, found.Status.Reason, found.Status.Models, found.Status.Couplings, [.. found.Where], CertificateSummary.Of(found.Status.Plugin, certificates))),
        ];

    private static string On(SiloReport silo, PluginStatus status) => status switch
    {
        { Quarantine: { } reason } => $"{silo.Name} (in quarantine: {reason})",
        { Stage: PluginStage.Kept } => $"{silo.Name} (kept)",
        { Stage: PluginStage.Leaving } => $"{silo.Name} (leaving)",
        _ => silo.Name,
    };
}
