namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: runs its lanes elsewhere than it was told.</summary>
/// <param name="right">The kernel that does what it is told.</param>
/// <param name="move">From a slice and its place in the batch, the slice that is run.</param>
public sealed class MovedKernel(IBatchKernel right, Func<ReplicateSlice, int, ReplicateSlice> move) : IBatchKernel
{
    /// <summary>At a temperature that is five per cent too high.</summary>
    public static ReplicateSlice TooHot(ReplicateSlice slice, int place)
    {
        ArgumentNullException.ThrowIfNull(slice);
        return slice with { Theta = Vector.Of(1.05 * slice.Theta[0], slice.Theta[1]) };
    }

    /// <summary>With the streams of the place in the batch.</summary>
    public static ReplicateSlice ByPlace(ReplicateSlice slice, int place) => With(slice, place);

    /// <summary>With the same streams for all replicates.</summary>
    public static ReplicateSlice Alike(ReplicateSlice slice, int place) => With(slice, 0);

    /// <summary>With the same streams for the four lanes of a pack.</summary>
    public static ReplicateSlice InStep(ReplicateSlice slice, int place)
    {
        ArgumentNullException.ThrowIfNull(slice);
        return With(slice, slice.Replicate - (slice.Replicate % 4));
    }

    /// <summary>With the streams of another pack of four lanes, for every second pack.</summary>
    public static ReplicateSlice InPairs(ReplicateSlice slice, int place)
    {
        ArgumentNullException.ThrowIfNull(slice);
        return With(slice, slice.Replicate & ~4);
    }

    /// <inheritdoc/>
    public BatchOutcome Run(BatchTask task, IWorkLimit limit) => right.Run(task with { Slices = [.. task.Slices.Select(move)] }, limit);

    private static ReplicateSlice With(ReplicateSlice slice, int replicate) => slice with { Replicate = replicate };
}
