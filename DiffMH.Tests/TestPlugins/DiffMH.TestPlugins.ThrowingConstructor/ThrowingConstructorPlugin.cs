namespace DiffMH.TestPlugins.ThrowingConstructor;

/// <summary>Throws while it is made.</summary>
public sealed class ThrowingConstructorPlugin : IPlugin
{
    /// <summary>Throws.</summary>
    public ThrowingConstructorPlugin() => throw new InvalidOperationException("out of paper");

    /// <inheritdoc/>
    public void Register(IPluginBuilder builder)
    {
    }
}
