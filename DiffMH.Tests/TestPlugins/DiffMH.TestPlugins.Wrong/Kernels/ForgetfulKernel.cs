namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: after an interruption it goes on with the streams of another seed.</summary>
/// <param name="right">The kernel that goes on.</param>
/// <param name="other">The kernel with another seed.</param>
public sealed class ForgetfulKernel(IBatchKernel right, IBatchKernel other) : IBatchKernel
{
    /// <inheritdoc/>
    public BatchOutcome Run(BatchTask task, IWorkLimit limit)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.Continuation is null ? right.Run(task, limit) : other.Run(task, limit);
    }
}
