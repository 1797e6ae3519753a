using System.Collections.Immutable;

namespace DiffMH;

/// <summary>One sweep. Key: the sweep's id.</summary>
public interface ISweepGrain : IGrainWithStringKey
{
    /// <summary>Starts the sweep, or resumes it from its last commits; points that have ended stay as they are. Returns once the sweep is stored; calling again changes nothing.</summary>
    /// <exception cref="InvalidOperationException">Another sweep is stored under this key.</exception>
    Task Start(FrozenSweep sweep, RunOptions options);

    /// <summary>
    /// As <see cref="Start"/>, for a sweep that holds points of an older one: what these have committed there is taken over as it is, and the
    /// rest is computed. Only the first start decides from which sweep.
    /// </summary>
    /// <param name="sweep">The sweep, under its own id.</param>
    /// <param name="from">The older sweep's id.</param>
    /// <param name="options">How to divide the work.</param>
    /// <exception cref="InvalidOperationException">Another sweep is stored under this key.</exception>
    Task Extend(FrozenSweep sweep, string from, RunOptions options);

    /// <summary>Goes on with a stored sweep that is paused; for one that is at work or has ended nothing changes.</summary>
    /// <exception cref="InvalidOperationException">No sweep is stored under this key, or it was cancelled.</exception>
    Task Resume();

    /// <summary>
    /// Has points that failed or were lost run again, also single replicates that failed in points that are completed: from where they
    /// failed, or from their beginning. All other points stay as they are. A sweep that has ended is then at work; one that is paused stays so.
    /// Returns once that is stored; calling again changes nothing.
    /// </summary>
    /// <param name="only"><see cref="RunState.Failed"/> or <see cref="RunState.Lost"/> for these alone; null for both.</param>
    /// <exception cref="InvalidOperationException">No sweep is stored under this key, it was cancelled, or the wall time in which points would run again is over.</exception>
    Task Retry(RunState? only);

    /// <summary>Goes on with a stored sweep that was at work when its silo was lost. Nobody's wish changes: a paused or cancelled sweep stays so. How far it is then, without its points at work.</summary>
    Task<SweepStatus> Ensure();

    /// <summary>How far the sweep is. Short; changes nothing.</summary>
    [Reading]
    Task<SweepStatus> Status();

    /// <summary>What was submitted; null where nothing is stored under this key. Changes nothing.</summary>
    [Reading]
    Task<FrozenSweep?> Frozen();

    /// <summary>The plugins it is pinned to; none where nothing is stored under this key. Short; never changes for a stored sweep.</summary>
    [Reading]
    Task<ImmutableArray<PluginReference>> Plugins();

    /// <summary>States of a range of points, numbers only of those that are at work; cut off at the last point. Short; changes nothing.</summary>
    [Reading]
    Task<ImmutableArray<PointStatus>> Points(int first, int count);

    /// <summary>Stops every point at its next commit and returns when all have stopped. It stays so, also after a loss, until it is resumed.</summary>
    Task Pause();

    /// <summary>Stops every point without waiting for what it computes, and returns when all have stopped. Only <see cref="Start"/> goes on with it. A sweep that has ended stays as it is.</summary>
    Task Cancel();

    /// <summary>
    /// Has a sweep matter more or less beside others from now on, also one that rests; work that has begun is finished as it is. Returns once
    /// that is stored; it stays so until it is changed again.
    /// </summary>
    /// <exception cref="InvalidOperationException">No sweep is stored under this key.</exception>
    Task Prioritize(SweepPriority priority);

    /// <summary>What a point gave, so far or finally. Changes nothing.</summary>
    [Reading]
    Task<PointResult> Result(int point);

    /// <summary>One chunk of a point's trace, empty past the end. Changes nothing.</summary>
    [Reading]
    Task<TraceBlock> Trace(int point, int chunk);

    /// <summary>One segment of the gradient of a point's replicate in all components, empty past the end and where there are none. Changes nothing.</summary>
    [Reading]
    Task<GradientSegment> Gradient(int point, int replicate, int segment);
}
