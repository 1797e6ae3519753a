namespace DiffMH.TestPlugins.ThrowingRegister;

/// <summary>Throws while it says what it brings.</summary>
public sealed class ThrowingRegisterPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder) => throw new InvalidOperationException("out of ink");
}
