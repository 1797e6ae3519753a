namespace DiffMH.Silo.Compute;

/// <summary>A piece of work with its result.</summary>
internal sealed class PooledWork<T>(Func<T> work, CancellationToken cancellationToken) : PooledWork
{
    // Asynchronous continuations: else the grain that awaits would run on, and hold, a compute thread.
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Func<T>? pending = work;

    /// <summary>Completes when the work is done, has failed or was cancelled.</summary>
    public Task<T> Result => completion.Task;

    /// <inheritdoc/>
    public override void Execute()
    {
        var begun = pending!;
        pending = null;   // an idle thread still refers to this, and must not keep a kernel of a plugin that was unloaded
        if (cancellationToken.IsCancellationRequested)
        {
            completion.SetCanceled(cancellationToken);
            return;
        }

        try
        {
            completion.SetResult(begun());
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            completion.SetCanceled(cancellationToken);
        }
        catch (Exception exception)
        {
            completion.SetException(exception);
        }
    }
}
