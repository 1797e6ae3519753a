namespace DiffMH.TestPlugins.Wrong;

/// <summary>Where a proposal leaves its stream for the coupling.</summary>
public sealed class StreamCopy
{
    [ThreadStatic]
    private static RandomStream left;

    /// <summary>The stream as the proposal left it.</summary>
    public static ref RandomStream Left => ref left;
}
