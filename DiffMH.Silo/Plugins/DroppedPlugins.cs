using System.Collections.Immutable;

namespace DiffMH.Silo.Plugins;

/// <summary>Keeps a shelf as its drop folder says: loads what is dropped, beside what it replaces, and lets go of what is removed.</summary>
/// <remarks>
/// A version is offered to new points as long as its folder is there, or, where another version has replaced it there, as long as an
/// unfinished sweep is pinned to it: it is loaded again from its copy after a restart. Removing the folder takes all versions of the
/// plugin away; what runs goes on to its end, the rest waits. One thread at a time may look.
/// </remarks>
/// <param name="path">The drop folder.</param>
/// <param name="copies">Where loaded files are kept.</param>
/// <param name="time">For how long files have been as they are.</param>
internal sealed class DroppedPlugins(string path, PluginCopies copies, TimeProvider time)
{
    /// <summary>How long a folder must have been the same to be loaded. Longer than a copy pauses between two files, and short enough to be usable within two seconds.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(0.5);

    private const string StillChanging = "its files are still changing; it is loaded when they have been the same for half a second.";

    private static readonly TimeSpan CompareEvery = TimeSpan.FromMinutes(1);

    private readonly DropFolder drop = new(path, time);
    private readonly SortedDictionary<string, DroppedFolder> folders = new(StringComparer.Ordinal);
    private readonly PinnedPlugins pins = new(copies, time);
    private long compared = time.GetTimestamp();

    /// <summary>The loaded plugins.</summary>
    public PluginShelf Shelf { get; } = new();

    /// <summary>Loads what is there, as it is.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such drop folder.</exception>
    public static DroppedPlugins Open(string path, PluginCopies copies, TimeProvider time)
    {
        PluginSet.RequireFolder(path);
        var plugins = new DroppedPlugins(path, copies, time);
        plugins.Look(TimeSpan.Zero, out _);
        return plugins;
    }

    /// <summary>Looks at the drop folder and follows it.</summary>
    /// <param name="quiet">How long a changed folder must have been the same.</param>
    /// <param name="isChanged">Whether the shelf is other than before.</param>
    /// <returns>What is worth saying.</returns>
    /// <exception cref="IOException">The drop folder cannot be read; all stays as it is.</exception>
    public IReadOnlyList<PluginEvent> Look(TimeSpan quiet, out bool isChanged)
    {
        if (time.GetElapsedTime(compared) >= CompareEvery)
        {
            compared = time.GetTimestamp();
            Compare();
        }

        var changes = drop.Look(quiet);
        var loads = new PluginLoad?[changes.Count];
        Parallel.For(0, changes.Count, i => loads[i] = changes[i].Kind == FolderChangeKind.Quiet ? Load(changes[i].Folder) : null);
        var events = new List<PluginEvent>();
        for (var i = 0; i < changes.Count; i++)
        {
            events.AddRange(Follow(changes[i], loads[i]));
        }

        isChanged = Arrange() || events.Count > 0;
        return events;
    }

    /// <summary>Has versions that unfinished sweeps are pinned to stay, and loads those again that were replaced before this process began.</summary>
    /// <param name="pinned">All plugins of unfinished sweeps.</param>
    /// <param name="isChanged">Whether the shelf is other than before.</param>
    /// <returns>What is worth saying.</returns>
    public IReadOnlyList<PluginEvent> Keep(IEnumerable<PluginReference> pinned, out bool isChanged)
    {
        pins.Set(pinned);
        var events = pins.Recover(Shelf, plugin => folders.ContainsKey(plugin.Id));
        isChanged = Arrange() || events.Count > 0;
        pins.Tidy(Shelf);
        return events;
    }

    /// <summary>Has folders looked at closely whose content is another though names, sizes and times are the same, as where an archive without times was unpacked over the old files.</summary>
    private void Compare()
    {
        foreach (var (folder, found) in folders)
        {
            try
            {
                if (found is { Loaded: { } plugin, Trouble: null } && FolderHash.Of(drop.PathOf(folder)) != plugin.Hash)
                {
                    drop.Distrust(folder);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It changes just now, which is noticed in any case.
            }
        }
    }

    private PluginLoad Load(string folder) => PluginLoad.Of(drop.PathOf(folder), copies, isUnloadable: true, Shelf.Claim);

    private IEnumerable<PluginEvent> Follow(FolderChange change, PluginLoad? load)
    {
        var before = folders.GetValueOrDefault(change.Folder);
        switch (change.Kind)
        {
            case FolderChangeKind.Gone:
                folders.Remove(change.Folder);
                return before?.Loaded is { } removed ? [PluginEvent.Of(removed, "removed: its folder is gone")] : [];

            case FolderChangeKind.Changing:
                folders[change.Folder] = new(before?.Loaded, new(change.Folder, Plugin: null, StillChanging, [], [], PluginStage.Loading));
                return [];

            default:
                return Settle(change.Folder, before, load!);
        }
    }

    private IEnumerable<PluginEvent> Settle(string folder, DroppedFolder? before, PluginLoad load)
    {
        if (load.MayPass)
        {
            drop.Distrust(folder);
        }

        if (load.Assembly is null)
        {
            folders[folder] = new(Loaded: null, load.Status);
            return before?.Trouble == load.Status ? [] : [PluginEvent.Refused(load.Status)];
        }

        var plugin = load.Status.Plugin!;
        var isHere = Shelf.Holds(plugin);
        if (!isHere)
        {
            Shelf.Put(load);
        }

        folders[folder] = new(plugin, Trouble: null);
        return before?.Loaded == plugin ? []
            : [PluginEvent.Of(plugin, before?.Loaded is { } old ? $"replaced {old.Version} ({old.Hash[..8]})" : isHere ? "is back" : "loaded")];
    }

    private bool Arrange()
    {
        var dropped = folders.Values.Select(folder => folder.Loaded).OfType<PluginReference>().ToHashSet();
        return Shelf.Arrange(
            plugin => dropped.Contains(plugin) ? PluginStage.Dropped
                : pins.Contains(plugin) && folders.ContainsKey(plugin.Id) ? PluginStage.Kept
                : PluginStage.Leaving,
            [.. folders.Values.Select(folder => folder.Trouble).OfType<PluginStatus>()]);
    }

    /// <param name="Loaded">The version that stands for the folder; the one before while its files change.</param>
    /// <param name="Trouble">Why the folder as it is now is not loaded; null where it is.</param>
    private sealed record DroppedFolder(PluginReference? Loaded, PluginStatus? Trouble);
}
