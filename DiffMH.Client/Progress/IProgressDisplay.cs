namespace DiffMH.Client.Progress;

/// <summary>Shows how far a sweep is.</summary>
public interface IProgressDisplay
{
    /// <summary>Says what happens before there is anything to measure.</summary>
    void Say(string text);

    /// <summary>Shows what <paramref name="watch"/> reports, until it ends.</summary>
    /// <param name="sweep">The sweep that is watched.</param>
    /// <param name="watch">Follows the sweep and calls its argument with each status.</param>
    Task<SweepStatus> Show(WatchedSweep sweep, Func<Action<SweepStatus, Pace>, Task<SweepStatus>> watch);
}
