namespace DiffMH.Client.Progress;

/// <summary>Shows nothing.</summary>
public sealed class SilentProgress : IProgressDisplay
{
    /// <inheritdoc/>
    public void Say(string text)
    {
    }

    /// <inheritdoc/>
    public Task<SweepStatus> Show(WatchedSweep sweep, Func<Action<SweepStatus, Pace>, Task<SweepStatus>> watch)
    {
        ArgumentNullException.ThrowIfNull(watch);
        return watch((_, _) => { });
    }
}
