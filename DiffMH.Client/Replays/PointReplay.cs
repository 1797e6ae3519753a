using System.Collections.Concurrent;
using DiffMH.Engine.Models;
using DiffMH.Engine.Replays;
using DiffMH.Engine.Runs;

namespace DiffMH.Client.Replays;

/// <summary>The replay of one point: its model, and a kernel for each thread that is at work on it.</summary>
/// <param name="model">The point's model.</param>
/// <param name="committed">The point's result.</param>
internal sealed class PointReplay(PointModel model, PointResult committed)
{
    private readonly ConcurrentBag<IBatchKernel> idle = [];
    private readonly IterationReplay replay = new(PointProblem.Of(model), committed);

    /// <summary>The point.</summary>
    public PointSpec Spec => model.Spec;

    /// <summary>The steps of its optimiser. For one thread.</summary>
    public StepReplay Steps { get; } = new(PointProblem.Of(model), committed);

    /// <summary>Whether an iteration counts: of a point at work, rows may have come after its result.</summary>
    public bool IsCommitted(int iteration) => committed.State is RunState.Completed or RunState.Failed || iteration < committed.Iterations;

    /// <summary>Computes an iteration again. For any number of threads.</summary>
    /// <exception cref="OperationCanceledException">The limit says that the work is no longer wanted.</exception>
    public IEnumerable<ReplayDifference> Run(TraceBlock iteration, IWorkLimit limit)
    {
        var kernel = idle.TryTake(out var free) ? free : model.CreateKernel();
        var found = replay.Run(iteration, kernel, limit);
        idle.Add(kernel);
        return found;
    }
}
