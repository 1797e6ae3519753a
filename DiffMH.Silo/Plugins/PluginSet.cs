using System.Collections.Immutable;
using DiffMH.Engine.Models;

namespace DiffMH.Silo.Plugins;

/// <summary>The plugins of a plugins folder, loaded: what became of each folder, and the models and couplings of those that can be used.</summary>
/// <param name="Statuses">One for each folder, by ordinal order of their names.</param>
/// <param name="Catalogue">What the usable ones bring.</param>
public sealed record PluginSet(ImmutableArray<PluginStatus> Statuses, ModelCatalogue Catalogue)
{
    /// <summary>Loads all plugins of a plugins folder. A folder that cannot be loaded gets a status with the reason and stops nothing.</summary>
    /// <param name="dropFolder">A folder with one folder for each plugin, named like the plugin's assembly. Files beside them are left alone, and folders whose name begins with a dot.</param>
    /// <param name="copies">Where loaded files are kept; null for the user's temporary folder.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static PluginSet Load(string dropFolder, PluginCopies? copies = null)
    {
        RequireFolder(dropFolder);
        var folders = DropFolder.PluginFolders(dropFolder).ToArray();
        var loads = new PluginLoad[folders.Length];
        Parallel.For(0, folders.Length, i => loads[i] = PluginLoad.Of(folders[i], copies ?? PluginCopies.Temporary, isUnloadable: false));
        return new(
            [.. loads.Select(load => load.Status)],
            ModelCatalogue.Of(loads.Select(load => load.Registration).OfType<PluginRegistration>()));
    }

    /// <summary>Refuses a plugins folder that is not there.</summary>
    internal static void RequireFolder(string dropFolder)
    {
        if (!Directory.Exists(dropFolder))
        {
            throw new DirectoryNotFoundException($"No plugins folder '{dropFolder}'. Give the folder that holds one folder for each plugin.");
        }
    }
}
