namespace DiffMH.Engine.Runs;

/// <summary>The trace of one pass.</summary>
internal static class PassTrace
{
    /// <summary>One row for each replicate that ran, in order; θ is where the pass ran, not where the step led.</summary>
    /// <param name="pass">The pass's number.</param>
    /// <param name="parameters">p.</param>
    /// <param name="ran">The replicates that ran, after the pass, a failure of this pass included.</param>
    public static TraceBlock Of(int pass, int parameters, IReadOnlyList<(int Replicate, ReplicateState State)> ran)
    {
        var width = 2 + (3 * parameters);
        var numbers = new double[ran.Count * width];
        for (var row = 0; row < ran.Count; row++)
        {
            Fill(numbers.AsSpan(row * width, width), parameters, ran[row].State);
        }

        return new(parameters, [.. Enumerable.Repeat(pass, ran.Count)], [.. ran.Select(entry => entry.Replicate)], Vector.Wrap(numbers));
    }

    private static void Fill(Span<double> row, int parameters, ReplicateState state)
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
