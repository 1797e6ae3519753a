using System.Collections.Immutable;

namespace DiffMH.Silo.Hosting;

/// <summary>Which silos hold which plugins, as this silo last heard from the registry.</summary>
internal sealed class PluginHolders
{
    private ImmutableDictionary<SiloAddress, ImmutableArray<PluginStatus>> loaded = ImmutableDictionary<SiloAddress, ImmutableArray<PluginStatus>>.Empty;

    /// <summary>Takes the present reports of all silos.</summary>
    public void Update(ImmutableArray<SiloReport> reports) => loaded = reports.ToImmutableDictionary(
        report => SiloAddress.FromParsableString(report.Address),
        report => report.Plugins.Where(plugin => plugin.IsUsable).ToImmutableArray());

    /// <summary>The silos that hold all of some plugins, if only for what runs with them still; empty where none is known, as before the first report.</summary>
    public IEnumerable<SiloAddress> Of(ImmutableArray<string> needed) => Of(needed, _ => true);

    /// <summary>Those of them where points that need these plugins can begin.</summary>
    public IEnumerable<SiloAddress> Offering(ImmutableArray<string> needed) => Of(needed, plugin => plugin.IsOffered);

    private IEnumerable<SiloAddress> Of(ImmutableArray<string> needed, Func<PluginStatus, bool> condition) => loaded
        .Where(silo => needed.All(hash => silo.Value.Any(plugin => plugin.Plugin!.Hash == hash && condition(plugin))))
        .Select(silo => silo.Key);
}
