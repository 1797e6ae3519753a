namespace DiffMH.TestPlugins.SeveralClasses;

/// <summary>The other of two.</summary>
public sealed class SecondPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder)
    {
    }
}
