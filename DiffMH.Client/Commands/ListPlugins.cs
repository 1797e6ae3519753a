using System.Collections.Immutable;
using DiffMH.Client.Formatting;
using DiffMH.Client.Inputs;
using DiffMH.Client.PluginPages;
using DiffMH.Client.Results;
using DiffMH.Client.Sources;
using DiffMH.Client.Verification;
using DiffMH.Silo.Hosting;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>plugin list</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class ListPlugins(Terminal terminal)
{
    /// <summary>Lists the plugins of a folder and of silos; one that cannot be used is part of the answer, not an error.</summary>
    public async Task<ExitCode> Run(PluginRequest request, CancellationToken cancellation)
    {
        var silos = await Silos(request.On, cancellation);
        var plugins = PluginPlaces.Of(SweepInput.LoadPlugins(request.Folder).Statuses, silos, CertificateFolder.Of(terminal));
        await terminal.Print(request.On.Format, plugins, () => Table(request.Folder, plugins, silos.Length > 0), writer => PluginRows.Write(writer, plugins));
        return ExitCode.Done;
    }

    /// <summary>The silos of the store: none where none runs, unless the store was asked for by name.</summary>
    private async Task<ImmutableArray<SiloReport>> Silos(StoreRequest request, CancellationToken cancellation)
    {
        try
        {
            var stores = new Stores(terminal, request, new Talk(terminal, request.Verbosity));
            await using var cluster = await stores.Connect(cancellation);
            return await ReportedSilos.Of(cluster, stores.Reconnection(cancellation), terminal.Time, cancellation);
        }
        catch (ClusterUnreachableException) when (request.Store is null)
        {
            return [];
        }
    }

    private static string Table(string folder, IReadOnlyList<PluginPlaces> plugins, bool hasSilos)
    {
        if (plugins.Count == 0)
        {
            return $"No plugins in {folder}: each has a folder of its own there.\n";
        }

        string[] headings = ["plugin", "version", "hash", "models", "couplings", "verified", .. hasSilos ? new[] { "where" } : []];
        var table = new TextTable(headings);
        foreach (var found in plugins.Where(found => found.Reason is null))
        {
            string[] cells = [found.Plugin!.Id, VersionText.Short(found.Plugin.Version), found.Plugin.Hash[..8], string.Join(", ", found.Models), string.Join(", ", found.Couplings), found.Certificate?.ToString() ?? ""];
            table.Add([.. cells, .. hasSilos ? new[] { string.Join(", ", found.Where) } : []]);
        }

        var refused = plugins.Where(found => found.Reason is not null)
            .Select(found => $"\n{found.Folder}{(hasSilos ? $" ({string.Join(", ", found.Where)})" : "")} cannot be used: {found.Reason}\n");
        return $"{table}{string.Concat(refused)}";
    }
}
