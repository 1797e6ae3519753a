using System.Collections.Immutable;

namespace DiffMH.Engine.Verification;

/// <summary>Runs a batch to its end.</summary>
internal static class KernelRun
{
    /// <summary>The sums of a batch, one row for each group.</summary>
    public static double[] Sums(IBatchKernel kernel, ImmutableArray<ReplicateSlice> slices, IWorkLimit limit)
    {
        var outcome = kernel.Run(new(ChainPass.At(0), slices, null), limit);
        while (outcome.Continuation is not null)
        {
            outcome = kernel.Run(new(ChainPass.At(0), slices, outcome.Continuation), limit);
        }

        return [.. outcome.Sums.Values];
    }

    /// <summary>Whether sums are the same bits.</summary>
    public static bool Same(double[] one, double[] other) =>
        one.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(other.Select(BitConverter.DoubleToInt64Bits));
}
