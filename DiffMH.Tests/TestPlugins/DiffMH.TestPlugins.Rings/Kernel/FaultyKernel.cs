namespace DiffMH.TestPlugins.Rings;

/// <summary>A kernel that fails in a way that its point must survive.</summary>
/// <param name="right">The kernel without the fault.</param>
/// <param name="fault">The fault.</param>
public sealed class FaultyKernel(PlainKernel right, Fault fault) : IBatchKernel
{
    /// <inheritdoc/>
    public BatchOutcome Run(BatchTask task, IWorkLimit limit)
    {
        ArgumentNullException.ThrowIfNull(right);
        var outcome = fault == Fault.Throws ? throw new InvalidOperationException("out of spins") : right.Run(task, limit);
        var sums = outcome.Sums.Values.ToArray();
        if (outcome.Continuation is not null)
        {
            return outcome;
        }

        if (fault == Fault.Vague)
        {
            sums[SumsLayout.Moments] = double.NaN;
        }

        return outcome with { Sums = Vector.Wrap(fault == Fault.Short ? sums[1..] : sums) };
    }
}
