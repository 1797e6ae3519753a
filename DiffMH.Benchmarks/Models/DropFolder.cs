using DiffMH.Engine.Models;
using DiffMH.Silo.Plugins;

namespace DiffMH.Benchmarks.Models;

/// <summary>The drop folder beside this program.</summary>
/// <remarks>
/// Referencing the plugins would be simpler, but their code would then be compiled together with ours, and the measured kernels would
/// not be those a silo runs.
/// </remarks>
internal static class DropFolder
{
    /// <summary>Where it is.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "plugins");

    /// <summary>Loads all plugins as a silo does.</summary>
    public static ModelCatalogue Load() => PluginSet.Load(Folder).Catalogue;
}
