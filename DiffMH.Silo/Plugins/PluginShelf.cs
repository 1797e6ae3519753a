using System.Collections.Immutable;
using DiffMH.Engine.Models;

namespace DiffMH.Silo.Plugins;

/// <summary>The plugins that a silo has loaded, versions side by side, each with a count of its users; unloads those that nobody uses or wants.</summary>
internal sealed class PluginShelf
{
    private readonly Lock gate = new();
    private readonly List<ShelvedPlugin> plugins = [];
    private ImmutableArray<PluginStatus> troubles = [];

    /// <summary>Folders, versions that are kept, and those that leave: all that can be said of plugins here, by ordinal order of the folders' names.</summary>
    public ImmutableArray<PluginStatus> Statuses
    {
        get
        {
            lock (gate)
            {
                return [.. plugins.Select(plugin => plugin.Load.Status with { Stage = plugin.Stage, Quarantine = plugin.Quarantine }).Concat(troubles).OrderBy(status => status.Folder, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>The hashes of all versions.</summary>
    public ImmutableArray<string> Hashes
    {
        get
        {
            lock (gate)
            {
                return [.. plugins.Select(plugin => plugin.Reference.Hash)];
            }
        }
    }

    /// <summary>A shelf of plugins that stay.</summary>
    public static PluginShelf Of(PluginSet set)
    {
        var shelf = new PluginShelf { troubles = [.. set.Statuses.Where(status => !status.IsLoaded)] };
        foreach (var status in set.Statuses.Where(status => status.IsLoaded))
        {
            shelf.Put(new(status, set.Catalogue.Find(status.Plugin!), Assembly: null));
        }

        return shelf;
    }

    /// <summary>Whether new points can begin with their plugins here.</summary>
    public bool Offers(PointSpec point)
    {
        lock (gate)
        {
            return Find(point) is { } found && found.All(plugin => plugin is { Stage: not PluginStage.Leaving, Quarantine: null });
        }
    }

    /// <summary>Why no lanes of a point are run here though its plugins are here; null where they are run.</summary>
    public string? Quarantine(PointSpec point)
    {
        lock (gate)
        {
            return Find(point)?.Select(plugin => plugin.Quarantine).FirstOrDefault(reason => reason is not null);
        }
    }

    /// <summary>Notes that code of a point's plugins did not return, and puts them into quarantine where that is too often.</summary>
    /// <param name="point">The point.</param>
    /// <param name="tolerance">How many such calls of a plugin put it into quarantine, at least 1.</param>
    /// <param name="reason">What is said of it.</param>
    /// <returns>Whether they are in quarantine since now.</returns>
    public bool NoteRunaway(PointSpec point, int tolerance, string reason)
    {
        lock (gate)
        {
            var isNew = false;
            foreach (var plugin in Find(point) ?? [])
            {
                if (++plugin.Runaways >= tolerance && plugin.Quarantine is null)
                {
                    plugin.Quarantine = reason;
                    isNew = true;
                }
            }

            return isNew;
        }
    }

    /// <summary>The use of a point's plugins; null where not all are here, or one is in quarantine.</summary>
    public PluginLease? Lease(PointSpec point)
    {
        lock (gate)
        {
            if (Find(point) is not { } found || found.Any(plugin => plugin.Quarantine is not null))
            {
                return null;
            }

            foreach (var plugin in found)
            {
                plugin.Leases++;
            }

            return new(ModelCatalogue.Of(found.Select(plugin => plugin.Registration)), () => Return(found));
        }
    }

    /// <summary>Whether a version is loaded.</summary>
    public bool Holds(PluginReference plugin)
    {
        lock (gate)
        {
            return Shelved(plugin) is not null;
        }
    }

    /// <summary>A loaded version, which then counts as dropped until all is arranged anew; null where it is not here.</summary>
    public PluginLoad? Claim(PluginReference plugin)
    {
        lock (gate)
        {
            var found = Shelved(plugin);
            if (found is not null)
            {
                found.Stage = PluginStage.Dropped;
            }

            return found?.Load;
        }
    }

    /// <summary>Puts a version beside the others.</summary>
    public void Put(PluginLoad load)
    {
        lock (gate)
        {
            plugins.Add(new(load));
        }
    }

    /// <summary>Says anew why each version is here, and unloads those that nobody wants or uses.</summary>
    /// <param name="stageOf">Why a version is here.</param>
    /// <param name="others">What is to be told of folders without a loaded version.</param>
    /// <returns>Whether anything is other than before.</returns>
    public bool Arrange(Func<PluginReference, PluginStage> stageOf, ImmutableArray<PluginStatus> others)
    {
        lock (gate)
        {
            var isChanged = !others.SequenceEqual(troubles);
            troubles = others;
            foreach (var plugin in plugins)
            {
                var stage = stageOf(plugin.Reference);
                isChanged |= stage != plugin.Stage;
                plugin.Stage = stage;
            }

            return Unload() || isChanged;
        }
    }

    private void Return(ImmutableArray<ShelvedPlugin> used)
    {
        lock (gate)
        {
            foreach (var plugin in used)
            {
                plugin.Leases--;
            }

            Unload();
        }
    }

    private bool Unload()
    {
        var free = plugins.Where(plugin => plugin.IsFree).ToArray();
        if (free.Length == 0)
        {
            return false;
        }

        plugins.RemoveAll(plugin => plugin.IsFree);
        foreach (var plugin in free)
        {
            plugin.Load.Assembly?.Dispose();
        }

        return true;
    }

    private ImmutableArray<ShelvedPlugin>? Find(PointSpec point)
    {
        var own = Shelved(point.Plugin);
        var coupling = point.CouplingPlugin is { } other ? Shelved(other) : own;
        return own is null || coupling is null ? null : own == coupling ? [own] : [own, coupling];
    }

    private ShelvedPlugin? Shelved(PluginReference plugin) => plugins.Find(other => other.Reference.Id == plugin.Id && other.Reference.Hash == plugin.Hash);
}
