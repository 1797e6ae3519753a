namespace DiffMH;

/// <summary>Runs lanes of one point. Made for one point; used by one thread at a time.</summary>
/// <remarks>
/// The outcome is a pure function of the point and the task: not of the division of lanes into batches, nor of where the limit
/// interrupted. The engine has a generic kernel for each kind of target; one made for a single model has to agree with it.
/// </remarks>
public interface IBatchKernel
{
    /// <summary>Runs the task's lanes until all are done or the limit is reached.</summary>
    /// <param name="task">The lanes and their θ.</param>
    /// <param name="limit">When to return early.</param>
    BatchOutcome Run(BatchTask task, IWorkLimit limit);
}
