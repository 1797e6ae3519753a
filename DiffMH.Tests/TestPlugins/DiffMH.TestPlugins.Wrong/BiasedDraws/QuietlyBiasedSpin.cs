namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: suggests up more often than down, and does not say so.</summary>
public readonly struct QuietlyBiasedSpin : IFreshValue
{
    /// <inheritdoc/>
    public int NextSite(int update, ref RandomStream stream) => stream.NextIndex(Ring.Sites);

    /// <inheritdoc/>
    public int NextValue(int value, ref RandomStream stream) => stream.NextUniform() < 0.6 ? 1 : 0;
}
