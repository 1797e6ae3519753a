using System.Collections.Immutable;
using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Runs;

/// <summary>A point after a completed pass: all that is needed to go on to the same bits, and to say what it gave.</summary>
/// <param name="Pass">How many passes are complete, hence the next one's number.</param>
/// <param name="Replicates">All replicates in order, the failed ones included.</param>
/// <param name="Pooled">In gradient mode, the estimate from the groups of all replicates together; else null.</param>
/// <param name="Diagnostics">How the chains of the last pass behaved; null before the first.</param>
/// <param name="End">That a rule ended the iterations; null where none did.</param>
/// <param name="Ahead">How many of the first replicates have done all iterations, and wait for the others before the final evaluation.</param>
public sealed record PointState(
    int Pass,
    ImmutableArray<ReplicateState> Replicates,
    PassEstimate? Pooled,
    ChainDiagnostics? Diagnostics,
    PointEnd? End = null,
    int Ahead = 0)
{
    /// <summary>Whether no replicate is left to go on.</summary>
    public bool AllFailed => Replicates.All(replicate => replicate.Failure is not null);

    /// <summary>The state before the first pass.</summary>
    /// <exception cref="ArgumentException">The point's settings cannot be run; says which.</exception>
    public static PointState Initial(PointProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var theta = problem.InitialWrt();
        var zeros = Vector.Wrap(new double[theta.Length]);
        var memory = Vector.Empty;
        if (problem.Spec.Mode == SweepMode.Optimize)
        {
            CheckOptimizer(problem);
            Bounds.Of(problem).Check(problem, theta);
            memory = Vector.Wrap(new double[Optimizers.For(problem.Optimizer).Slots * theta.Length]);
        }

        var replicate = new ReplicateState(Vector.Wrap(theta), memory, zeros, Vector.Empty, null, null);
        return new(0, [.. Enumerable.Repeat(replicate, problem.Spec.Replicates)], null, null);
    }

    /// <summary>
    /// The state from which what has failed runs again; null for the beginning. Where all that failed did so in the pass after this state,
    /// as when the plugin's code threw, it goes on from here. Where single replicates have fallen behind, the point begins anew with all of
    /// them, as stop rules, diagnostics and pooled numbers look at all of them in each pass: the others give the bits that they gave.
    /// </summary>
    public PointState? BeforeFailures() => Replicates.All(replicate => replicate.Failure is null || replicate.FailedIn == Pass)
        ? this with { Replicates = [.. Replicates.Select(replicate => replicate with { Failure = null, FailedIn = null })] }
        : null;

    /// <summary>Whether a replicate has the next pass behind it.</summary>
    public bool IsAhead(int replicate, PointSpec spec) => replicate < Ahead && Pass < Iterations(spec);

    /// <summary>
    /// The state of the same point with more replicates, at their beginning: those that are here wait until the others have done their
    /// iterations, and all are evaluated together, to the bits of a point that began with all of them.
    /// </summary>
    /// <param name="replicates">How many in all, more than there are.</param>
    /// <param name="start">θ at the start.</param>
    /// <exception cref="InvalidOperationException">Something has failed here, or a rule has ended it.</exception>
    public PointState Grown(int replicates, Vector start)
    {
        if (End is not null || Replicates.Any(replicate => replicate.Failure is not null))
        {
            throw new InvalidOperationException("Replicates are added to a point that was optimised to its last iteration and of which nothing has failed.");
        }

        var added = new ReplicateState(start, Vector.Wrap(new double[Replicates[0].Memory.Count]), Vector.Wrap(new double[start.Count]), Vector.Empty, Estimate: null, Failure: null);
        return new(0, [.. Replicates, .. Enumerable.Repeat(added, replicates - Replicates.Length)], Pooled: null, Diagnostics: null, Ahead: Replicates.Length);
    }

    /// <summary>The iterations in all, as far as is known now.</summary>
    public int Iterations(PointSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return End?.Iterations ?? PassCount.Iterations(spec);
    }

    /// <summary>The passes in all, as far as is known now; where a rule left no iteration there is nothing to evaluate.</summary>
    public int Passes(PointSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return End is null ? PassCount.Passes(spec) : End.Iterations == 0 ? 0 : End.Iterations + 1;
    }

    /// <summary>The stored form, see <see cref="PointStateFormat"/>.</summary>
    public byte[] ToBytes() => PointStateFormat.Write(this);

    /// <summary>The state from its stored form.</summary>
    /// <exception cref="InvalidDataException">The bytes are of an unknown version, cut off, or too many.</exception>
    public static PointState FromBytes(ReadOnlySpan<byte> bytes) => PointStateFormat.Read(bytes);

    private static void CheckOptimizer(PointProblem problem)
    {
        var (goal, tail) = (problem.Spec.Objective.Goal, problem.Optimizer.TailAverage);
        if (goal is not (ObjectiveGoal.Maximize or ObjectiveGoal.Minimize))
        {
            throw new ArgumentException($"Optimising needs the goal maximize or minimize; found {goal}.", nameof(problem));
        }

        if (tail < 1 || tail > problem.Optimizer.Iterations)
        {
            throw new ArgumentException($"The tail average is over 1 to {problem.Optimizer.Iterations} iterations, all there are; found {tail}.", nameof(problem));
        }
    }
}
