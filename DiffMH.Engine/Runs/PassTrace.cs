namespace DiffMH.Engine.Runs;

/// <summary>What the trace keeps of a pass: one row for each replicate that ran; θ is where the pass ran, not where the step led.</summary>
/// <param name="problem">The point.</param>
/// <param name="before">Its state before the pass.</param>
internal sealed class PassTrace(PointProblem problem, PointState before)
{
    private bool IsFinal => problem.Spec.Mode == SweepMode.Optimize && before.Pass == before.Iterations(problem.Spec);

    /// <summary>
    /// The rows to keep, in order. An iteration that is thinned out has none, unless the last replicates failed in it. With the final
    /// evaluation come those of the last iteration, where that one was thinned out: nobody knew then that it was the last.
    /// </summary>
    /// <param name="ran">The replicates that ran, after the pass, a failure of this pass included.</param>
    /// <param name="digests">The digest of each one's sums.</param>
    public TraceBlock Of(IReadOnlyCollection<(int Replicate, ReplicateState State)> ran, IEnumerable<ulong> digests)
    {
        var rows = ran.Zip(digests, (entry, digest) => (before.Pass, entry.Replicate, entry.State, digest));
        return Block(
            IsFinal ? [.. LastIteration(), .. rows]
            : IsKept(before.Pass) || ran.All(entry => entry.State.Failure is not null) ? [.. rows]
            : []);
    }

    private bool IsKept(int pass) => pass % problem.TraceThin == 0;

    private IEnumerable<(int Pass, int Replicate, ReplicateState State, ulong Digest)> LastIteration() => IsKept(before.Pass - 1)
        ? []
        : before.Replicates.Select((state, replicate) => (before.Pass - 1, replicate, state, 0UL)).Where(row => row.state.Failure is null);

    private TraceBlock Block(IReadOnlyList<(int Pass, int Replicate, ReplicateState State, ulong Digest)> rows)
    {
        var parameters = problem.Parameters;
        var width = 2 + (3 * parameters);
        var numbers = new double[rows.Count * width];
        for (var row = 0; row < rows.Count; row++)
        {
            Fill(numbers.AsSpan(row * width, width), parameters, rows[row].State);
        }

        return new(parameters, [.. rows.Select(row => row.Pass)], [.. rows.Select(row => row.Replicate)], Vector.Wrap(numbers), [.. rows.Select(row => row.Digest)]);
    }

    /// <summary>The numbers of a row.</summary>
    internal static void Fill(Span<double> row, int parameters, ReplicateState state)
    {
        var values = state.Estimate!.Values.Values;
        var errors = state.Estimate.Errors.Values;
        state.Ran.Values.CopyTo(row);
        row[parameters] = values[0];
        row[parameters + 1] = errors[0];
        values.Slice(1, parameters).CopyTo(row[(parameters + 2)..]);
        errors.Slice(1, parameters).CopyTo(row[((2 * parameters) + 2)..]);
    }
}
