using DiffMH.TestPlugins.Dependency;

namespace DiffMH.TestPlugins.MissingDependency;

/// <summary>Needs what is not there.</summary>
public sealed class MissingDependencyPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder) => Absent.Help();
}
