using System.Collections.Immutable;
using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Runs;

/// <summary>What a state says about its point: the numbers of its last pass, from the replicates that did not fail.</summary>
/// <remarks>
/// Optimising: means over replicates, error = sd/√R; with one replicate its own jackknife error. Gradient mode: the pooled estimate, and the
/// parameters as given, with error 0. Deviations are those of single replicates' own estimates.
/// </remarks>
internal sealed class PointSummary(PointProblem problem, PointState state)
{
    private readonly ImmutableArray<ReplicateState> survivors = [.. state.Replicates.Where(replicate => replicate.Failure is null)];

    /// <summary>Whether there are numbers of a pass.</summary>
    private bool HasNumbers => state.Pass > 0 && !survivors.IsEmpty;

    private RunState Progress =>
        state.AllFailed ? RunState.Failed : state.Pass >= state.Passes(problem) ? RunState.Completed : state.Pass == 0 ? RunState.Queued : RunState.Running;

    /// <summary>Iterations in all, as far as is known; in gradient mode the one evaluation counts as one.</summary>
    private int Iterations => problem.Spec.Mode == SweepMode.Gradient ? state.Passes(problem) : state.Iterations(problem);

    /// <summary>What ended the iterations; an evaluation in gradient mode has none, unless it was left out.</summary>
    private StopReason? StoppedBy => state.End is { } end ? end.Reason
        : Progress == RunState.Completed && (problem.Spec.Mode == SweepMode.Optimize || state.Pass == 0) ? StopReason.Iterations
        : null;

    private Failure? FirstFailure => state.Replicates.Select(replicate => replicate.Failure).FirstOrDefault(failure => failure is not null);

    /// <summary>The point's result.</summary>
    public PointResult Result()
    {
        return new(
            problem.Spec.Index,
            problem.Spec.Settings,
            Progress,
            survivors.Length,
            Parameters(),
            [.. (HasNumbers ? problem.Shown : []).Select(j => Number(1 + problem.Wrt.Length + j, problem.Observables[j]))],
            Objective(),
            Gradient(),
            Diagnostics,
            Math.Min(state.Pass, Iterations),
            FirstFailure,
            StoppedBy);
    }

    /// <summary>The point's progress.</summary>
    public PointStatus Status(int lanesDone, long updates)
    {
        var lanes = state.Pass < state.Passes(problem) ? survivors.Length * problem.Spec.Chain.Chains : 0;
        return new(
            problem.Spec.Index,
            Progress,
            Math.Min(state.Pass, Iterations),
            Iterations,
            lanesDone,
            lanes,
            updates,
            Objective(),
            Parameters(),
            FirstFailure,
            Gradient(),
            Diagnostics);
    }

    private ChainDiagnostics? Diagnostics =>
        HasNumbers && state.Diagnostics is { } all ? all with { Observables = [.. problem.Shown.Select(j => all.Observables[j])] } : null;

    private ImmutableArray<Estimate> Gradient() => HasNumbers ? [.. Enumerable.Range(0, problem.Wrt.Length).Select(i => Number(1 + i, problem.WrtName(i)))] : [];

    private Estimate? Objective() => HasNumbers ? Number(0, problem.Spec.Objective.Name) : null;

    /// <summary>θ at which the last pass ran; that is the result after the evaluation. None where a rule left nothing to run.</summary>
    private ImmutableArray<Estimate> Parameters()
    {
        if (survivors.IsEmpty || state.Passes(problem) == 0)
        {
            return [];
        }

        var given = state.Pass == 0 || problem.Spec.Mode == SweepMode.Gradient;
        var start = problem.InitialWrt();
        return [.. start.Select((value, i) => given
            ? new Estimate(problem.WrtName(i), value, 0, 0)
            : Replication.Of(problem.WrtName(i), Each(replicate => replicate.Ran[i]), double.NaN))];
    }

    /// <summary>One number of <see cref="PassEstimate"/>.</summary>
    private Estimate Number(int index, string name)
    {
        var replicated = Replication.Of(name, Each(replicate => replicate.Estimate!.Values[index]), survivors[0].Estimate!.Errors[index]);
        return state.Pooled is { } pooled
            ? replicated with { Value = pooled.Values[index], Error = pooled.Errors[index] }
            : replicated;
    }

    private double[] Each(Func<ReplicateState, double> number) => [.. survivors.Select(number)];
}
