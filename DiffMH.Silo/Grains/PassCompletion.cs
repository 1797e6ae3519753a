using DiffMH.Engine.Runs;

namespace DiffMH.Silo.Grains;

/// <summary>Forms what follows from the sums of a point's passes: objective, gradient and the next θ.</summary>
/// <remarks>
/// Where only code of this program takes part in that, it stays in the grain's turn: it is a few additions for each number of a row, less
/// than handing it to another thread costs. The objective of a plugin may do anything, so it is called aside, and the grain answers
/// meanwhile. It works on a copy of the run: what never returns, or only when nobody waits for it any more, changes nothing.
/// </remarks>
/// <param name="problem">The point.</param>
/// <param name="aggregator">The key of its aggregator.</param>
/// <param name="calls">Calls objectives of plugins.</param>
internal sealed class PassCompletion(PointProblem problem, string aggregator, ObjectiveCalls calls)
{
    private PointState? from;
    private Task<CompletedPass>? pending;

    /// <summary>Completes when no thread is in the plugin's code, nor reads any sums: never where one does not return.</summary>
    public Task Left { get; private set; } = Task.CompletedTask;

    /// <summary>Whether the sums of the run's present pass have come in already, and what follows from them is to be waited for.</summary>
    public bool IsOf(PointRun run) => pending is { IsCanceled: false } && ReferenceEquals(from, run.State);

    /// <summary>Begins with the sums of a run's present pass.</summary>
    /// <param name="run">The run, which stays as it is.</param>
    /// <param name="rows">The sums, which must not change until <see cref="Left"/>.</param>
    /// <param name="cancellationToken">Whether it is wanted still, where it has not begun.</param>
    public void Begin(PointRun run, ReadOnlyMemory<double> rows, CancellationToken cancellationToken)
    {
        from = run.State;
        pending = problem.HasForeignObjective
            ? CallAside(run, rows, cancellationToken)
            : Task.FromResult(Complete(run, rows));
        pending.Ignore();   // where nobody waits for it any more
    }

    /// <summary>What follows from the sums.</summary>
    /// <param name="cancellationToken">Ends the wait and nothing else: it can be waited for again, see <see cref="IsOf"/>.</param>
    /// <exception cref="BatchFailedException">The plugin's code failed.</exception>
    public async Task<CompletedPass> Outcome(CancellationToken cancellationToken)
    {
        var mine = pending!;
        try
        {
            return await mine.WaitAsync(cancellationToken);
        }
        finally
        {
            pending = mine.IsCompleted ? null : mine;
        }
    }

    private static CompletedPass Complete(PointRun run, ReadOnlyMemory<double> rows)
    {
        var after = run.Copy();
        var trace = after.Complete(rows.Span);
        return new(after, trace);
    }

    private async Task<CompletedPass> CallAside(PointRun run, ReadOnlyMemory<double> rows, CancellationToken cancellationToken)
    {
        var (after, left) = (run.Copy(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Left = Left.IsCompleted ? left.Task : Task.WhenAll(Left, left.Task);
        var (trace, failure) = await calls.Run(aggregator, problem.Spec, run.Pass, () => TryComplete(after, rows), left, cancellationToken);
        return failure is null ? new(after, trace!) : throw new BatchFailedException(failure);
    }

    /// <summary>The plugin's code may throw anything, and its types must not stay behind.</summary>
    private static (TraceBlock? Trace, Failure? Failure) TryComplete(PointRun run, ReadOnlyMemory<double> rows)
    {
        try
        {
            return (run.Complete(rows.Span), null);
        }
        catch (Exception exception)
        {
            return (null, Failure.From(exception));
        }
    }
}
