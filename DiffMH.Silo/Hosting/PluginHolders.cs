using System.Collections.Immutable;

namespace DiffMH.Silo.Hosting;

/// <summary>Which silos hold which plugins, as this silo last heard from the registry.</summary>
internal sealed class PluginHolders
{
    private Heard last = new("", ImmutableDictionary<SiloAddress, ImmutableArray<PluginStatus>>.Empty);

    /// <summary>What was last heard, to ask for what came after it. It stands with the list: where answers overtake each other and an older one is taken last, the next question brings the newer again.</summary>
    public string Edition => last.Edition;

    /// <summary>Takes what the registry answered.</summary>
    public void Update(SilosEdition news)
    {
        if (news.Silos is { } silos)
        {
            last = new(news.Edition, silos.ToImmutableDictionary(
                report => SiloAddress.FromParsableString(report.Address),
                report => report.Plugins.Where(plugin => plugin.IsUsable).ToImmutableArray()));
        }
    }

    /// <summary>The silos that hold all of some plugins, if only for what runs with them still; empty where none is known, as before the first report.</summary>
    public IEnumerable<SiloAddress> Of(ImmutableArray<string> needed) => Of(needed, _ => true);

    /// <summary>Those of them where points that need these plugins can begin.</summary>
    public IEnumerable<SiloAddress> Offering(ImmutableArray<string> needed) => Of(needed, plugin => plugin.IsOffered);

    private IEnumerable<SiloAddress> Of(ImmutableArray<string> needed, Func<PluginStatus, bool> condition) => last.Loaded
        .Where(silo => needed.All(hash => silo.Value.Any(plugin => plugin.Plugin!.Hash == hash && condition(plugin))))
        .Select(silo => silo.Key);

    private sealed record Heard(string Edition, ImmutableDictionary<SiloAddress, ImmutableArray<PluginStatus>> Loaded);
}
