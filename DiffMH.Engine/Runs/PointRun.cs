using System.Collections.Immutable;
using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Runs;

/// <summary>
/// One point from its first pass to its result: says what to run, takes the sums, moves θ. The aggregator grain and the plain loop
/// both drive it, which is why they give the same bits.
/// </summary>
/// <remarks>
/// Optimising: passes 0 … I − 1 are iterations, in which each replicate moves by its own gradient, corrected by the jackknife where it has
/// at least two groups; pass I evaluates each replicate at the average of its θ after each of the last <see cref="OptimizerSettings.TailAverage"/>
/// steps. A stop rule makes I smaller on the way. Gradient mode: pass 0 alone. Not safe for several threads at once.
/// </remarks>
public sealed class PointRun
{
    private readonly PointProblem problem;

    /// <summary>A run at its beginning.</summary>
    /// <exception cref="ArgumentException">The point's settings cannot be run; says which.</exception>
    public PointRun(PointProblem problem)
        : this(problem, PointState.Initial(problem))
    {
    }

    /// <summary>A run that goes on from a state, to the same bits as if it had never stopped.</summary>
    /// <exception cref="ArgumentException">The state is of another point.</exception>
    public PointRun(PointProblem problem, PointState state)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(state);
        if (state.Replicates.Length != problem.Spec.Replicates || state.Replicates.Any(replicate => replicate.Theta.Count != problem.Parameters))
        {
            throw new ArgumentException(
                $"Point {problem.Spec.Index} has {problem.Spec.Replicates} replicates of {problem.Parameters} parameters; the state has {state.Replicates.Length} replicates, or others of their parameters.",
                nameof(state));
        }

        this.problem = problem;
        State = state;
    }

    /// <summary>The state after the last completed pass: a snapshot that never changes, to be stored or resumed.</summary>
    public PointState State { get; private set; }

    /// <summary>Whether nothing is left to run: all passes are complete, or all replicates failed.</summary>
    public bool IsFinished => State.Pass >= State.Passes(problem.Spec) || State.AllFailed;

    /// <summary>Whether the point has a wall time, and iterations left that it could leave out.</summary>
    public bool CanStop => problem.Spec.Stop?.WallTime is not null && !IsFinished && State.End is null && (State.Pass == 0 || State.Pass < problem.Iterations);

    /// <summary>The chunk of the trace to which the pass belongs. None before the last is empty, as it begins with an iteration that is kept.</summary>
    public int TraceChunk => State.Pass / problem.TraceThin / TraceBlock.ChunkIterations;

    /// <summary>The pass to run now.</summary>
    public ChainPass Pass =>
        problem.Spec.Mode == SweepMode.Optimize && State.Pass == State.Iterations(problem.Spec) ? ChainPass.Final : ChainPass.At(State.Pass);

    /// <summary>
    /// The whole work of the pass: all groups of each replicate that has not failed and is not ahead, replicates ascending, for difference quotients at one
    /// θ after the other; empty when finished.
    /// </summary>
    public ImmutableArray<ReplicateSlice> Slices
    {
        get
        {
            var now = new ReplicatePass(problem, State.Pass, State.Iterations(problem.Spec));
            var around = new ShiftedTheta(problem);
            return IsFinished
                ? []
                : [.. Active().SelectMany(entry => around.Around(now.Theta(entry.State)), (entry, theta) => new ReplicateSlice(entry.Replicate, 0, problem.Groups, theta))];
        }
    }

    /// <summary>The work of the pass in batches.</summary>
    /// <param name="groupsPerBatch">At most so many groups in each, at least 1; more only where a replicate must not be divided.</param>
    public IEnumerable<ImmutableArray<ReplicateSlice>> Divide(int groupsPerBatch) => problem.Divide(Slices, groupsPerBatch);

    /// <summary>The gradients in all components that the last completed pass gave, replicates ascending; empty where each parameter is a result of its own.</summary>
    public ImmutableArray<(int Replicate, Vector Gradient)> Components { get; private set; } = [];

    /// <summary>How many of them each list or single parameter has.</summary>
    public ImmutableArray<int> ComponentCounts => problem.IsMany ? [.. problem.Directions.Where(direction => direction.Kind != DirectionKind.Shift).Select(direction => direction.Count)] : [];

    /// <summary>Takes the sums of the whole pass and goes on to the next.</summary>
    /// <param name="rows">One row of <see cref="SumsLayout"/> for each group, in the order of <see cref="Slices"/>; behind the rows of a replicate, where there are too many parameters, its sums for all of them.</param>
    /// <returns>What the trace keeps of this pass: one row for each replicate that ran; fewer or none where it is thinned.</returns>
    /// <exception cref="ArgumentException">There are more or fewer rows than the pass has groups.</exception>
    public TraceBlock Complete(ReadOnlySpan<double> rows)
    {
        var active = IsFinished ? throw new InvalidOperationException("The point is finished; there is no pass to complete.") : Active();
        var width = problem.ReplicateWidth;
        if (rows.Length != active.Count * width)
        {
            throw new ArgumentException($"The pass has {active.Count} replicates of {width} numbers; found {rows.Length} numbers.", nameof(rows));
        }

        rows = new ShiftedTheta(problem).ByGroup(rows);
        var now = new ReplicatePass(problem, State.Pass, State.Iterations(problem.Spec));
        var (after, digests) = (State.Replicates.ToArray(), new ulong[active.Count]);
        for (var i = 0; i < active.Count; i++)
        {
            var replicate = active[i].Replicate;
            digests[i] = SumsDigest.Of(rows.Slice(i * width, width));
            var ran = now.Complete(replicate, after[replicate], rows.Slice(i * width, width)[..^problem.Shared]);
            after[replicate] = ran.Failure is null ? ran : ran with { FailedIn = State.Pass };
            active[i] = (replicate, after[replicate]);
        }

        var trace = new PassTrace(problem, State).Of(active, digests);
        var whole = new PassMerge(problem, now).Of(active, problem.WithoutShared(rows));
        State = new(State.Pass + 1, [.. after], whole.Estimate, whole.Diagnostics, State.End, State.Ahead);
        if (whole.Failure is not null)
        {
            Fail(whole.Failure, State.Pass - 1);
        }
        else if (problem.IsMany && whole.Estimate is not null)
        {
            TakeComponents(new ComponentGradient(problem, whole.Estimate, PassMerge.Healthy(active, rows)), active, rows);
        }

        if (State.End is null && StopRules.Of(problem, State) is { } reason)
        {
            State = State with { End = new(State.Pass, reason) };
        }

        return trace;
    }

    /// <summary>
    /// Ends the iterations here, by the wall time: what follows is the evaluation at the average over the last of them, or nothing
    /// where there was none. To be stored before anything follows, since it is no function of the state.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are no iterations left to leave out, see <see cref="CanStop"/>.</exception>
    public void Stop()
    {
        if (!CanStop)
        {
            throw new InvalidOperationException($"Point {problem.Spec.Index} has no wall time, or no iterations left that it could leave out.");
        }

        State = State with
        {
            End = new(State.Pass, StopReason.WallTime),
            Replicates = [.. State.Replicates.Select(replicate => replicate with { TailSum = TailWindow.SumOf(replicate.Recent, problem.Wrt.Length) })],
        };
    }

    /// <summary>Ends the point: every replicate that has not failed fails with the given reason, as when the plugin's code throws.</summary>
    public void Fail(Failure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        Fail(failure, State.Pass);
    }

    /// <summary>What the point gave, finally or, before the end, in its last pass.</summary>
    public PointResult Result() => new PointSummary(problem.Spec, State).Result();

    /// <summary>How far the point is.</summary>
    /// <param name="lanesDone">Lanes of the present pass whose sums are in.</param>
    /// <param name="updates">Updates of primal chains so far.</param>
    public PointStatus Status(int lanesDone, long updates) => new PointSummary(problem.Spec, State).Status(lanesDone, updates);

    private void Fail(Failure failure, int pass) =>
        State = State with { Replicates = [.. State.Replicates.Select(replicate => replicate.Failure is null ? replicate with { Failure = failure, FailedIn = pass } : replicate)] };

    private void TakeComponents(ComponentGradient gradient, List<(int Replicate, ReplicateState State)> ran, ReadOnlySpan<double> rows)
    {
        var components = ImmutableArray.CreateBuilder<(int, Vector)>();
        for (var i = 0; i < ran.Count; i++)
        {
            if (ran[i].State.Failure is null)
            {
                components.Add((ran[i].Replicate, gradient.Of(rows.Slice(i * problem.ReplicateWidth, problem.ReplicateWidth))));
            }
        }

        Components = components.DrainToImmutable();
        if (Components.Any(component => component.Gradient.Values.ContainsAnyExceptInRange(double.MinValue, double.MaxValue)))
        {
            Fail(Failure.From(new NotFiniteNumberException("The derivative in one of the components is not finite. Densities, observables and their derivatives must be finite on every state reached.")), State.Pass - 1);
        }
    }

    private List<(int Replicate, ReplicateState State)> Active() =>
        [.. State.Replicates.Select((state, replicate) => (replicate, state)).Where(entry => entry.state.Failure is null && !State.IsAhead(entry.replicate, problem.Spec))];
}
