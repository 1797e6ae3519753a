using System.Collections.Immutable;

namespace DiffMH.Silo.Plugins;

/// <summary>The plugins that unfinished sweeps are pinned to, and their copies.</summary>
/// <param name="copies">Where loaded files are kept.</param>
/// <param name="time">For how long copies stay.</param>
internal sealed class PinnedPlugins(PluginCopies copies, TimeProvider time)
{
    private static readonly TimeSpan TidyEvery = TimeSpan.FromHours(1);

    private readonly HashSet<string> lost = new(StringComparer.Ordinal);
    private readonly HashSet<PluginStatus> told = [];   // what may pass
    private ImmutableHashSet<PluginReference> pinned = [];
    private long? tidied;

    /// <summary>Whether an unfinished sweep is pinned to a plugin, as far as is known.</summary>
    public bool Contains(PluginReference plugin) => pinned.Contains(plugin);

    /// <summary>Takes what is known now.</summary>
    public void Set(IEnumerable<PluginReference> present)
    {
        pinned = [.. present];
        lost.IntersectWith(pinned.Select(plugin => plugin.Hash));
        told.RemoveWhere(status => !pinned.Contains(status.Plugin!));
    }

    /// <summary>Loads from their copies those that a shelf does not have. One that has no copy is passed over: the points that need it wait, and say so.</summary>
    /// <param name="shelf">The shelf.</param>
    /// <param name="isWanted">Which may be loaded.</param>
    /// <returns>What is worth saying. What cannot be loaded is said once, and tried again only where the reason may pass.</returns>
    public IReadOnlyList<PluginEvent> Recover(PluginShelf shelf, Predicate<PluginReference> isWanted)
    {
        var events = new List<PluginEvent>();
        foreach (var plugin in pinned.Where(plugin => isWanted(plugin) && !shelf.Holds(plugin) && !lost.Contains(plugin.Hash)))
        {
            var load = Load(plugin);
            if (load?.Assembly is not null)
            {
                told.RemoveWhere(status => status.Plugin == plugin);
                shelf.Put(load);
                events.Add(PluginEvent.Of(plugin, "loaded from its copy: an unfinished sweep is pinned to it"));
            }
            else if (load is not null && (load.MayPass ? told.Add(load.Status) : lost.Add(plugin.Hash)))
            {
                events.Add(PluginEvent.Refused(load.Status));
            }
        }

        return events;
    }

    /// <summary>Removes, once in an hour, copies that nobody needs.</summary>
    public void Tidy(PluginShelf shelf)
    {
        if (tidied is not { } last || time.GetElapsedTime(last) > TidyEvery)
        {
            tidied = time.GetTimestamp();
            copies.Tidy([.. pinned.Select(plugin => plugin.Hash), .. shelf.Hashes], time.GetUtcNow());
        }
    }

    /// <summary>Loads a version from its copy; null where there is none.</summary>
    private PluginLoad? Load(PluginReference plugin)
    {
        try
        {
            return copies.Find(plugin.Hash) is { } copy ? PluginLoad.OfCopy(copy, PluginFolder.Read(copy, plugin.Id), isUnloadable: true) : null;
        }
        catch (Exception exception)
        {
            return PluginLoad.Refused(plugin.Id, plugin, exception);   // as when its folder is dropped: the silo goes on
        }
    }
}
