using System.Collections.Immutable;
using DiffMH.Engine.Runs;
using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Replays;

/// <summary>
/// Takes the optimiser's steps of a point again from the gradients in its trace: whether every iteration is there with all its replicates,
/// and ran at the θ to which those before it lead.
/// </summary>
/// <remarks>
/// Costs no chain, so it is done for every iteration, whatever sample of them is computed again. Of a thinned trace only the start can be
/// checked: the steps in between took gradients that were not kept.
/// </remarks>
public sealed class StepReplay
{
    private readonly PointProblem problem;
    private readonly PointResult committed;
    private readonly int iterations;
    private readonly ReplicateState?[] states;   // null where it has failed, and behind its first difference, which all that follow would only repeat
    private int last = -1;

    /// <summary>At the beginning of a point.</summary>
    /// <param name="problem">The point.</param>
    /// <param name="committed">Its result: what ended its iterations, and when.</param>
    public StepReplay(PointProblem problem, PointResult committed)
    {
        ArgumentNullException.ThrowIfNull(problem);
        (this.problem, this.committed, iterations) = (problem, committed, IterationReplay.LastOf(problem.Spec, committed));
        states = [.. PointState.Initial(problem).Replicates];
    }

    /// <summary>That the trace ends before the iteration that is committed last; null where it does not.</summary>
    public ReplayDifference? Missing => last >= Expected ? null : new(problem.Spec.Index, Expected, Replicate: null, "rows", $"none after iteration {last}", "there");

    /// <summary>The last iteration that has rows; −1 for none.</summary>
    private int Expected
    {
        get
        {
            var isWhole = committed is { State: RunState.Completed, Iterations: > 0 } && problem.Spec.Mode == SweepMode.Optimize;
            return isWhole ? iterations : committed.Iterations - 1 - (Math.Max(0, committed.Iterations - 1) % problem.TraceThin);
        }
    }

    /// <summary>How many θ were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>Takes the iteration that follows, and says where its θ is another.</summary>
    /// <param name="stored">The rows of one iteration.</param>
    public ImmutableArray<ReplayDifference> Take(TraceBlock stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var (pass, before) = (stored.Iterations[0], last);
        last = pass;
        if (pass > 0 && problem.TraceThin > 1)
        {
            return [];
        }

        if (pass != before + 1)
        {
            return [new(problem.Spec.Index, before + 1, Replicate: null, "rows", "none", "there")];
        }

        var now = new ReplicatePass(problem, pass, iterations);
        var found = ImmutableArray.CreateBuilder<ReplayDifference>();
        foreach (var replicate in Enumerable.Range(0, states.Length).Where(replicate => states[replicate] is not null && !stored.Replicates.Contains(replicate)))
        {
            found.Add(new(problem.Spec.Index, pass, replicate, "row", "none", "there"));
            states[replicate] = null;
        }

        for (var row = 0; row < stored.Rows; row++)
        {
            var replicate = stored.Replicates[row];
            if (states[replicate] is { } state)
            {
                Compared++;
                var difference = Difference(stored, row, now.Theta(Ended(pass, state)));
                if (difference is not null)
                {
                    found.Add(difference);
                }

                states[replicate] = difference is null ? After(now, pass, state, stored, row) : null;
            }
        }

        return found.DrainToImmutable();
    }

    private ReplayDifference? Difference(TraceBlock stored, int row, Vector theta)
    {
        for (var i = 0; i < theta.Count; i++)
        {
            if (!RowComparison.AreSame(stored.Row(row)[i], theta[i]))
            {
                return new(
                    problem.Spec.Index, stored.Iterations[row], stored.Replicates[row], problem.WrtName(i), RowComparison.Text(stored.Row(row)[i]), RowComparison.Text(theta[i]));
            }
        }

        return null;
    }

    /// <summary>As <see cref="PointRun.Stop"/> leaves a replicate before the final evaluation.</summary>
    private ReplicateState Ended(int pass, ReplicateState state) =>
        problem.Spec.Mode == SweepMode.Optimize && pass == iterations && committed.StoppedBy == StopReason.WallTime
            ? state with { TailSum = TailWindow.SumOf(state.Recent, problem.Wrt.Length) }
            : state;

    /// <summary>The replicate before the next iteration; null where it has failed, and has no further row.</summary>
    private ReplicateState? After(ReplicatePass now, int pass, ReplicateState before, TraceBlock stored, int row)
    {
        var numbers = stored.Row(row);
        var p = stored.Parameters;
        var estimate = new PassEstimate(Vector.Of([numbers[p], .. numbers.Slice(p + 2, p)]), Vector.Of([numbers[p + 1], .. numbers.Slice((2 * p) + 2, p)]));
        var ran = before with { Ran = before.Theta, Estimate = estimate };
        var hasFailed = estimate.Values.Values.ContainsAnyExceptInRange(double.MinValue, double.MaxValue);
        return hasFailed ? null
            : pass == iterations ? ran
            : now.Step(stored.Replicates[row], ran) is { Failure: null } next ? next : null;
    }
}
