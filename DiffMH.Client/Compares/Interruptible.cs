namespace DiffMH.Client.Compares;

/// <summary>Ends a pilot when the user has interrupted, or the time is up.</summary>
/// <param name="isLate">Whether the time is up.</param>
/// <param name="cancellation">The user's Ctrl-C.</param>
internal sealed class Interruptible(Func<bool> isLate, CancellationToken cancellation) : IWorkLimit
{
    /// <summary>False, always: a pilot is never continued.</summary>
    /// <exception cref="OperationCanceledException">One of the two.</exception>
    public bool IsReached()
    {
        cancellation.ThrowIfCancellationRequested();
        return isLate() ? throw new OperationCanceledException() : false;
    }
}
