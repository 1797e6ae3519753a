namespace DiffMH.Silo.Compute;

/// <summary>A piece of work with its result.</summary>
/// <param name="work">The work.</param>
/// <param name="overdue">Called before the work is given up as overdue; null for nothing.</param>
/// <param name="isAlone">Whether nothing else may be computed meanwhile.</param>
/// <param name="share">For which sweep it is.</param>
/// <param name="cancellationToken">Whether it is still wanted.</param>
internal sealed class PooledWork<T>(Func<T> work, Action? overdue, bool isAlone, SweepShare share, CancellationToken cancellationToken) : PooledWork
{
    // Asynchronous continuations: else the grain that awaits would run on, and hold, a compute thread.
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Func<T>? pending = work;   // goes to whoever takes it first, a thread or the cancellation
    private CancellationTokenRegistration cancellation;
    private Action? overdue = overdue;

    /// <summary>Completes when the work is done, has failed or was cancelled.</summary>
    public Task<T> Result => completion.Task;

    /// <inheritdoc/>
    public override SweepShare Share => share;

    /// <inheritdoc/>
    public override bool IsAlone => isAlone;

    /// <inheritdoc/>
    public override bool IsSettled => completion.Task.IsCompleted;

    /// <summary>Has it end as soon as it is cancelled, where it has not begun: the threads may be at the work of others for long.</summary>
    public void HeedCancellation() => cancellation = cancellationToken.UnsafeRegister(static (work, _) => ((PooledWork<T>)work!).Withdraw(), this);

    /// <inheritdoc/>
    public override bool Execute()
    {
        // Nothing of it stays: an idle thread still refers to this, and must not keep a kernel of a plugin that was unloaded.
        if (Interlocked.Exchange(ref pending, null) is not { } begun)
        {
            return false;
        }

        cancellation.Unregister();
        var isWanted = !cancellationToken.IsCancellationRequested;
        Complete(begun);
        overdue = null;
        return isWanted;
    }

    /// <inheritdoc/>
    public override void GiveUp(WorkOverdueException failure)
    {
        overdue?.Invoke();
        completion.TrySetException(failure);
    }

    private void Withdraw()
    {
        if (Interlocked.Exchange(ref pending, null) is not null)
        {
            overdue = null;
            completion.TrySetCanceled(cancellationToken);
        }
    }

    private void Complete(Func<T> begun)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            completion.TrySetCanceled(cancellationToken);
            return;
        }

        try
        {
            completion.TrySetResult(begun());   // or nothing, where it was given up
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            completion.TrySetCanceled(cancellationToken);
        }
        catch (Exception exception)
        {
            completion.TrySetException(exception);
        }
    }
}
