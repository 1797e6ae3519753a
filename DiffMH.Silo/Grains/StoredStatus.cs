using DiffMH.Engine.Runs;
using DiffMH.Silo.Grains.Stored;

namespace DiffMH.Silo.Grains;

/// <summary>What a stored commit says without the point's model, which a silo may not have.</summary>
internal static class StoredStatus
{
    /// <summary>The status of a point that is not at work.</summary>
    public static PointStatus Of(int point, StoredPoint stored)
    {
        var state = stored.Run is null ? null : PointState.FromBytes(stored.Run);
        var failure = state?.Replicates.Select(replicate => replicate.Failure).FirstOrDefault(found => found is not null);
        return new(point, Progress(stored, state), Math.Min(stored.Passes, stored.Iterations), stored.Iterations, 0, 0, 0, null, [], failure, [], null);
    }

    private static RunState Progress(StoredPoint stored, PointState? state) =>
        state is null ? RunState.Queued
        : state.AllFailed ? RunState.Failed
        : stored.IsFinished ? RunState.Completed
        : RunState.Paused;
}
