using System.Reflection;
using System.Runtime.Loader;
using DiffMH.Engine.Models;

namespace DiffMH.Tests.Models;

/// <summary>The plugins of this repository, from the drop folder beside the tests, each in a load context of its own.</summary>
internal static class BuiltPlugins
{
    private static readonly string[] Ids = ["DiffMH.Plugins.Boltzmann", "DiffMH.Plugins.Contamination", "DiffMH.Plugins.Gaussian", "DiffMH.Plugins.Ising", "DiffMH.Plugins.Mixture", "DiffMH.Plugins.Sensitivity", "DiffMH.Plugins.Tuning"];

    public static ModelCatalogue Catalogue { get; } = ModelCatalogue.Create([.. Ids.Select(Load)]);

    private static LoadedPlugin Load(string id)
    {
        var context = new AssemblyLoadContext(id);
        var assembly = context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "plugins", id, $"{id}.dll"));
        var plugin = assembly.GetExportedTypes().Single(typeof(IPlugin).IsAssignableFrom);
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        return new LoadedPlugin(new PluginReference(id, version, $"hash of {id}"), (IPlugin)Activator.CreateInstance(plugin)!);
    }
}
