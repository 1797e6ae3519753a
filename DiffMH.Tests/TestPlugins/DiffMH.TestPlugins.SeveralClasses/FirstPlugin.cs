namespace DiffMH.TestPlugins.SeveralClasses;

/// <summary>One of two.</summary>
public sealed class FirstPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder)
    {
    }
}
