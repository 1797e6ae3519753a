namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: has the streams of the first pass in every pass.</summary>
/// <param name="right">The kernel that opens those of each pass.</param>
public sealed class FirstPassKernel(IBatchKernel right) : IBatchKernel
{
    /// <inheritdoc/>
    public BatchOutcome Run(BatchTask task, IWorkLimit limit) => right.Run(task with { Pass = ChainPass.At(0) }, limit);
}
