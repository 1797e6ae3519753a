using System.Collections.Immutable;
using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Runs;

/// <summary>What a state says about its point: the numbers of its last pass, from the replicates that did not fail.</summary>
/// <remarks>
/// Optimising: means over replicates, error = sd/√R; with one replicate its own jackknife error. Gradient mode: the pooled estimate, and the
/// parameters as given, with error 0. Deviations are those of single replicates' own estimates.
/// </remarks>
/// <param name="spec">The point. Its model is not needed: a state can be read where no plugin is.</param>
/// <param name="state">The state, of this point.</param>
public sealed class PointSummary(PointSpec spec, PointState state)
{
    private readonly ImmutableArray<ReplicateState> survivors = [.. state.Replicates.Where(replicate => replicate.Failure is null)];

    /// <summary>Whether there are numbers of a pass.</summary>
    private bool HasNumbers => state.Pass > 0 && !survivors.IsEmpty;

    private RunState Progress =>
        state.AllFailed ? RunState.Failed : state.Pass >= state.Passes(spec) ? RunState.Completed : state.Pass == 0 ? RunState.Queued : RunState.Running;

    /// <summary>Iterations in all, as far as is known; in gradient mode the one evaluation counts as one.</summary>
    private int Iterations => spec.Mode == SweepMode.Gradient ? state.Passes(spec) : state.Iterations(spec);

    /// <summary>What ended the iterations; an evaluation in gradient mode has none, unless it was left out.</summary>
    private StopReason? StoppedBy => state.End is { } end ? end.Reason
        : Progress == RunState.Completed && (spec.Mode == SweepMode.Optimize || state.Pass == 0) ? StopReason.Iterations
        : null;

    private Failure? FirstFailure => state.Replicates.Select(replicate => replicate.Failure).FirstOrDefault(failure => failure is not null);

    /// <summary>The point's result.</summary>
    public PointResult Result()
    {
        return new(
            spec.Index,
            spec.Settings,
            Progress,
            survivors.Length,
            Parameters(),
            [.. Shown.Select(j => Number(1 + spec.Estimator.Wrt.Length + j, state.Diagnostics!.Observables[j].Name))],
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
        var lanes = state.Pass < state.Passes(spec) ? survivors.Length * spec.Chain.Chains * spec.Estimator.Thetas : 0;
        return new(
            spec.Index,
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

    private ChainDiagnostics? Diagnostics => HasNumbers && state.Diagnostics is { } all ? all with { Observables = [.. Shown.Select(j => all.Observables[j])] } : null;

    /// <summary>Positions of the observables that are results.</summary>
    private IEnumerable<int> Shown
    {
        get
        {
            ImmutableArray<string> all = [.. (HasNumbers && state.Diagnostics is { } measured ? measured.Observables : []).Select(observable => observable.Name)];
            return spec.Output is { } output && !all.IsEmpty ? output.Observables.Select(name => all.IndexOf(name)) : Enumerable.Range(0, all.Length);
        }
    }

    private ImmutableArray<Estimate> Gradient() => HasNumbers ? [.. spec.Estimator.Wrt.Select((name, i) => Number(1 + i, name))] : [];

    private Estimate? Objective() => HasNumbers ? Number(0, spec.Objective.Name) : null;

    /// <summary>θ at which the last pass ran; that is the result after the evaluation. None where a rule left nothing to run.</summary>
    private ImmutableArray<Estimate> Parameters()
    {
        if (survivors.IsEmpty || state.Passes(spec) == 0)
        {
            return [];
        }

        var given = state.Pass == 0 || spec.Mode == SweepMode.Gradient;
        return [.. spec.Estimator.Wrt.Select((name, i) => given
            ? new Estimate(name, survivors[0].Theta[i], 0, 0)
            : Replication.Of(name, Each(replicate => replicate.Ran[i]), double.NaN))];
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
