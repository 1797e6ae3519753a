namespace DiffMH.TestPlugins.NewerContract;

/// <summary>Comes from the future.</summary>
public sealed class NewerContractPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Declare()
    {
    }
}
