namespace DiffMH;

/// <summary>One point of a sweep: owns θ and the optimiser of its replicates. Key: sweep id/point index.</summary>
public interface IAggregatorGrain : IGrainWithStringKey
{
    /// <summary>
    /// Makes sure the point is at work and returns its status when it ends or <paramref name="patience"/> has passed. Calling again,
    /// also after the silo was lost, goes on from the last commit.
    /// </summary>
    /// <param name="point">The point, the same in every call.</param>
    /// <param name="options">How to divide the work.</param>
    /// <param name="slots">How many batches may be in flight.</param>
    /// <param name="patience">How long to wait for the end, at most a few seconds.</param>
    Task<PointStatus> Advance(PointSpec point, RunOptions options, int slots, TimeSpan patience);

    /// <summary>How far the point is. Short; changes nothing.</summary>
    Task<PointStatus> Status();

    /// <summary>Stops with a commit, and returns then.</summary>
    /// <param name="patience">The present pass is finished first where it ends within this time, else given up.</param>
    Task Pause(TimeSpan patience);

    /// <summary>
    /// Has the point end, as its sweep has been at work for as long as it may be: it commits how many iterations it has done, evaluates
    /// where that leads, and is done; <see cref="Advance"/> works that off. Short; calling again changes nothing.
    /// </summary>
    /// <param name="point">The point, the same in every call; without a wall time nothing happens.</param>
    /// <param name="patience">As for <see cref="Pause"/>.</param>
    Task Finish(PointSpec point, TimeSpan patience);

    /// <summary>
    /// Has what failed run again: commits that the point goes back to where it failed, or to its beginning where single replicates did.
    /// <see cref="Advance"/> works that off. Short; where nothing has failed, and while it is at work, nothing happens.
    /// </summary>
    Task Retry();

    /// <summary>What the point gave, so far or finally. Changes nothing.</summary>
    Task<PointResult> Result(PointSpec point);

    /// <summary>One chunk of the trace, empty past the end. Changes nothing.</summary>
    Task<TraceBlock> Trace(int chunk);

    /// <summary>One segment of a replicate's gradient in all components; empty past the end, before the first commit, and where each parameter is a result of its own. Changes nothing.</summary>
    Task<GradientSegment> Gradient(int replicate, int segment);
}
