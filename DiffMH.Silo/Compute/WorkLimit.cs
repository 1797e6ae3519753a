namespace DiffMH.Silo.Compute;

/// <summary>Stops a kernel when its time is over or its work is no longer wanted. The time starts with the construction.</summary>
/// <param name="time">The clock.</param>
/// <param name="budget">How long the kernel may work.</param>
/// <param name="cancellationToken">Whether the work is still wanted.</param>
public sealed class WorkLimit(TimeProvider time, TimeSpan budget, CancellationToken cancellationToken) : IWorkLimit
{
    private readonly long start = time.GetTimestamp();

    /// <summary>How long ago the work began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(start);

    /// <summary>Whether the work is not wanted any more.</summary>
    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    /// <inheritdoc/>
    public bool IsReached()
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Elapsed >= budget;
    }
}
