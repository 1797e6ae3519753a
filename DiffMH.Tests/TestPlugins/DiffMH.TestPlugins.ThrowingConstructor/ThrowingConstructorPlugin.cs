namespace DiffMH.TestPlugins.ThrowingConstructor;

/// <summary>Throws while it is made; where a file <c>endless.txt</c> is beside it, it is never made.</summary>
public sealed class ThrowingConstructorPlugin : IPlugin
{
    /// <summary>Throws.</summary>
    public ThrowingConstructorPlugin()
    {
        if (File.Exists(Path.Combine(Path.GetDirectoryName(typeof(ThrowingConstructorPlugin).Assembly.Location)!, "endless.txt")))
        {
            using var never = new ManualResetEventSlim();
            never.Wait();
        }

        throw new InvalidOperationException("out of paper");
    }

    /// <inheritdoc/>
    public void Register(IPluginBuilder builder)
    {
    }
}
