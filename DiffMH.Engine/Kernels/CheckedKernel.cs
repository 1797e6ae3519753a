namespace DiffMH.Engine.Kernels;

/// <summary>A kernel that a model brings: where it throws or returns too few or too many sums, the message names it.</summary>
/// <remarks>Sums that are not finite are told as those of the generic kernels are: by the point, of each replicate.</remarks>
/// <param name="name">Its name.</param>
/// <param name="kernel">The kernel.</param>
/// <param name="layout">Where the sums of a group stand.</param>
internal sealed class CheckedKernel(string name, IBatchKernel kernel, SumsLayout layout) : IBatchKernel
{
    /// <inheritdoc/>
    public BatchOutcome Run(BatchTask task, IWorkLimit limit)
    {
        ArgumentNullException.ThrowIfNull(task);
        var outcome = RunOwn(task, limit) ?? throw new KernelFailedException($"The kernel '{name}' returned nothing; it must return an outcome.");
        var right = outcome.Continuation is null ? task.Groups * layout.Width : 0;
        return outcome.Sums.Count == right
            ? outcome
            : throw new KernelFailedException(
                $"The kernel '{name}' returned {outcome.Sums.Count} sums; {right} are right {(outcome.Continuation is null ? $"for {task.Groups} groups of {layout.Width}" : "beside a continuation")}.");
    }

    private BatchOutcome? RunOwn(BatchTask task, IWorkLimit limit)
    {
        try
        {
            return kernel.Run(task, limit);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new KernelFailedException($"The kernel '{name}' failed with {exception.GetType().Name}: {exception.Message.TrimEnd('.')}. Where estimator.kernel is generic the point runs without it.", exception);
        }
    }
}
