using System.Collections.Immutable;
using DiffMH.Engine.Runs;

namespace DiffMH.Engine.Replays;

/// <summary>Computes single iterations of a point again, from the θ that its trace says they ran at, and compares every bit.</summary>
/// <remarks>
/// Chains begin anew in each iteration, so an iteration is a function of its θ and its number alone: nothing before it is computed. Of
/// the last pass the result of the point is compared as well. Any number of threads may ask at once.
/// </remarks>
/// <param name="problem">The point.</param>
/// <param name="committed">Its result: which iteration is the last, and with which numbers.</param>
public sealed class IterationReplay(PointProblem problem, PointResult committed)
{
    private readonly int iterations = LastOf(problem.Spec, committed);

    /// <summary>The first difference in each row of an iteration, and in the point's result; empty where all is the same.</summary>
    /// <param name="stored">The rows of one iteration, those of all replicates that ran.</param>
    /// <param name="kernel">Runs the lanes; nobody else's meanwhile.</param>
    /// <param name="limit">When the kernel returns early, to be called again.</param>
    /// <exception cref="OperationCanceledException">The limit says that the work is no longer wanted.</exception>
    public ImmutableArray<ReplayDifference> Run(TraceBlock stored, IBatchKernel kernel, IWorkLimit limit)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(kernel);
        var pass = stored.Iterations[0];
        try
        {
            return Compare(pass, stored, kernel, limit);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The plugin's code may throw anything; when the sweep was computed it did not, or there were no row.
            return [new(problem.Spec.Index, pass, Replicate: null, "computation", "done", $"failed: {exception.Message}")];
        }
    }

    /// <summary>The number of a point's last pass, as far as is known: of its final evaluation, or 0 in gradient mode.</summary>
    internal static int LastOf(PointSpec spec, PointResult committed) =>
        spec.Mode == SweepMode.Optimize && committed.StoppedBy is not null ? committed.Iterations : PassCount.Iterations(spec);

    private ImmutableArray<ReplayDifference> Compare(int pass, TraceBlock stored, IBatchKernel kernel, IWorkLimit limit)
    {
        var now = new ReplicatePass(problem, pass, iterations);
        var sums = Sums(pass, stored, kernel, limit);
        var width = problem.ReplicateWidth;
        var (found, ran) = (ImmutableArray.CreateBuilder<ReplayDifference>(), new List<(int Replicate, ReplicateState State)>());
        for (var row = 0; row < stored.Rows; row++)
        {
            var theta = ThetaOf(stored, row);
            var rows = sums.AsSpan(row * width, width);
            var state = now.Evaluate(stored.Replicates[row], Before(theta), theta, rows[..^problem.Shared]);
            ran.Add((stored.Replicates[row], state));
            if (RowComparison.First(problem, stored, row, state, SumsDigest.Of(rows)) is { } difference)
            {
                found.Add(difference);
            }
        }

        if (found.Count == 0 && committed.State == RunState.Completed && pass == iterations && ResultAgain(pass, now, ran, sums) is { } other)
        {
            found.Add(other);
        }

        return found.DrainToImmutable();
    }

    private double[] Sums(int pass, TraceBlock stored, IBatchKernel kernel, IWorkLimit limit)
    {
        var around = new ShiftedTheta(problem);
        ImmutableArray<ReplicateSlice> slices =
            [.. Enumerable.Range(0, stored.Rows).SelectMany(row => around.Around(ThetaOf(stored, row)), (row, theta) => new ReplicateSlice(stored.Replicates[row], 0, problem.Groups, theta))];
        var isFinal = problem.Spec.Mode == SweepMode.Optimize && pass == iterations;
        return around.ByGroup(PassSums.Of(kernel, isFinal ? ChainPass.Final : ChainPass.At(pass), problem.Divide(slices, int.MaxValue), limit)).ToArray();
    }

    /// <summary>The first number of the point's result that is not what the last pass gives.</summary>
    private ReplayDifference? ResultAgain(int pass, ReplicatePass now, List<(int Replicate, ReplicateState State)> ran, ReadOnlySpan<double> sums)
    {
        var whole = new PassMerge(problem, now).Of(ran, problem.WithoutShared(sums));
        var again = new PointSummary(problem.Spec, new(pass + 1, [.. ran.Select(entry => entry.State)], whole.Estimate, whole.Diagnostics)).Result();
        return RowComparison.First(problem.Spec.Index, pass, committed, again);
    }

    private static Vector ThetaOf(TraceBlock stored, int row) => Vector.Of(stored.Row(row)[..stored.Parameters]);

    private static ReplicateState Before(Vector theta) => new(theta, Vector.Empty, Vector.Wrap(new double[theta.Count]), Vector.Empty, Estimate: null, Failure: null);
}
