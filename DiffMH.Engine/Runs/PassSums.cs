using System.Collections.Immutable;

namespace DiffMH.Engine.Runs;

/// <summary>Runs the batches of one pass one after the other on the calling thread.</summary>
internal static class PassSums
{
    /// <summary>The sums of the whole pass, in the order of the batches.</summary>
    /// <param name="kernel">Runs the lanes.</param>
    /// <param name="pass">Which pass.</param>
    /// <param name="batches">All its groups, divided.</param>
    /// <param name="limit">When the kernel returns early, to be called again.</param>
    /// <exception cref="OperationCanceledException">The limit says that the work is no longer wanted.</exception>
    public static double[] Of(IBatchKernel kernel, ChainPass pass, IEnumerable<ImmutableArray<ReplicateSlice>> batches, IWorkLimit limit)
    {
        var rows = new List<double>();
        foreach (var slices in batches)
        {
            var outcome = kernel.Run(new(pass, slices, null), limit);
            while (outcome.Continuation is not null)
            {
                outcome = kernel.Run(new(pass, slices, outcome.Continuation), limit);
            }

            rows.AddRange(outcome.Sums.Values);
        }

        return [.. rows];
    }
}
