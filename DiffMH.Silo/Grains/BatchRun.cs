using DiffMH.Silo.Compute;

namespace DiffMH.Silo.Grains;

/// <summary>Lanes at work, for as long as they take: the calls that wait for them are shorter.</summary>
internal sealed class BatchRun : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly BatchTask task;
    private readonly TimeProvider time;
    private readonly Task<BatchReply> reply;

    private BatchRun(SeatedKernel kernel, BatchTask task, Trial trial, ComputePool pool, SweepShare share, Action overdue, TimeProvider time)
    {
        (this.task, this.time, Trial) = (task, time, trial);
        reply = pool.Run(() => Run(kernel), stop.Token, overdue + trial.GiveUp, trial.Batch.IsAlone, share);
        reply.ContinueWith(_ => left.TrySetResult(), CancellationToken.None, TaskContinuationOptions.OnlyOnCanceled, TaskScheduler.Default).Ignore();   // it may not have begun
    }

    /// <summary>How they are computed.</summary>
    public Trial Trial { get; }

    /// <summary>Completes when no thread is in the kernel any more: never where one does not return.</summary>
    public Task Left => left.Task;

    /// <summary>Puts lanes on the pool.</summary>
    /// <param name="kernel">Runs them, and is nobody else's until <see cref="Left"/>.</param>
    /// <param name="task">The lanes.</param>
    /// <param name="trial">How they are computed: on record, and alone where they are under suspicion.</param>
    /// <param name="pool">Whose threads run them.</param>
    /// <param name="share">For which sweep they are.</param>
    /// <param name="overdue">Called where they are given up because the kernel does not return.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ObjectDisposedException">The silo is stopping.</exception>
    public static BatchRun Begin(SeatedKernel kernel, BatchTask task, Trial trial, ComputePool pool, SweepShare share, Action overdue, TimeProvider time) =>
        new(kernel, task, trial, pool, share, overdue, time);

    /// <summary>Whether these lanes are wanted still, and are those of a task.</summary>
    public bool IsOf(BatchTask other) =>
        !stop.IsCancellationRequested
        && task.Pass == other.Pass
        && task.Slices.SequenceEqual(other.Slices)
        && task.Continuation.AsSpan().SequenceEqual(other.Continuation);

    /// <summary>Has the kernel stop within milliseconds, or not begin.</summary>
    public void Cancel() => stop.Cancel();

    /// <summary>The outcome, where it comes in time.</summary>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The outcome, a failure or a cancellation among them; null where there is none yet.</returns>
    public async Task<Task<BatchReply>?> Outcome(TimeSpan patience, CancellationToken cancellationToken)
    {
        await ((Task)reply).WaitAsync(patience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return reply.IsCompleted ? reply : null;
    }

    /// <summary>Forgets it, when it has an outcome.</summary>
    public void Dispose() => stop.Dispose();

    private BatchReply Run(SeatedKernel kernel)
    {
        try
        {
            return Trial.During(() => kernel.Run(task, new WorkLimit(time, Trial.Budget, stop.Token)));
        }
        finally
        {
            left.TrySetResult();
        }
    }
}
