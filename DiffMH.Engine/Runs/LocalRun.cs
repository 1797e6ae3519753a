using System.Collections.Immutable;

namespace DiffMH.Engine.Runs;

/// <summary>The plain loop: all points one after the other on the calling thread. What any cluster computes must equal this, bit for bit.</summary>
public static class LocalRun
{
    /// <summary>Runs points to their end. A point whose kernel throws fails alone.</summary>
    /// <param name="points">The points.</param>
    /// <param name="groupsPerBatch">Groups in one batch, at least 1; null for one batch per pass. Changes no bit.</param>
    /// <param name="limit">When a kernel returns early, to be called again; null for never. Changes no bit.</param>
    /// <exception cref="OperationCanceledException">The limit says that the work is no longer wanted.</exception>
    public static LocalOutcome Run(IEnumerable<LocalPoint> points, int? groupsPerBatch = null, IWorkLimit? limit = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        using var digest = new TraceDigest();
        var outcomes = ImmutableArray.CreateBuilder<LocalPointOutcome>();
        foreach (var point in points)
        {
            var run = new PointRun(point.Problem);
            var trace = Finish(run, point.CreateKernel, groupsPerBatch, limit ?? new Unlimited());
            foreach (var block in trace)
            {
                digest.Add(point.Problem.Spec.Identity, block);
            }

            outcomes.Add(new(run.Result(), trace));
        }

        return new(outcomes.DrainToImmutable(), digest.Result());
    }

    /// <summary>Runs one point from where it stands to its end; its own failures end it and are not thrown.</summary>
    /// <returns>The trace from there on, one block for each pass.</returns>
    public static ImmutableArray<TraceBlock> Finish(PointRun run, Func<IBatchKernel> createKernel, int? groupsPerBatch, IWorkLimit limit)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(createKernel);
        var trace = ImmutableArray.CreateBuilder<TraceBlock>();
        try
        {
            var kernel = createKernel();
            while (!run.IsFinished)
            {
                trace.Add(run.Complete(PassSums.Of(kernel, run.Pass, run.Divide(groupsPerBatch ?? int.MaxValue), limit)));
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            run.Fail(Failure.From(exception));
        }

        return trace.DrainToImmutable();
    }
}
