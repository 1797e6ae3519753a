using System.Collections.Immutable;

namespace DiffMH.Silo.Hosting;

/// <summary>Which silos hold which plugins, as this silo last heard from the registry.</summary>
internal sealed class PluginHolders
{
    private ImmutableDictionary<SiloAddress, ImmutableHashSet<string>> hashes = ImmutableDictionary<SiloAddress, ImmutableHashSet<string>>.Empty;

    /// <summary>Takes the present reports of all silos.</summary>
    public void Update(ImmutableArray<SiloReport> reports) => hashes = reports.ToImmutableDictionary(
        report => SiloAddress.FromParsableString(report.Address),
        report => report.Plugins.Where(plugin => plugin.IsLoaded).Select(plugin => plugin.Plugin!.Hash).ToImmutableHashSet());

    /// <summary>The silos that hold all of some plugins; empty where none is known, as before the first report.</summary>
    public IEnumerable<SiloAddress> Of(ImmutableArray<string> needed) => hashes.Where(silo => needed.All(silo.Value.Contains)).Select(silo => silo.Key);
}
