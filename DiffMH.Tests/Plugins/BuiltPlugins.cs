using DiffMH.Silo.Plugins;

namespace DiffMH.Tests.Plugins;

/// <summary>The plugins made for tests, loaded once.</summary>
public sealed class BuiltPlugins
{
    /// <summary>Where the build lays them out.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "test-plugins");

    /// <summary>What became of them.</summary>
    public PluginSet Set { get; } = PluginSet.Load(Folder);
}
