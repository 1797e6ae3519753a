using System.Collections.Immutable;

namespace DiffMH;

/// <summary>Lanes of one point to run for one pass. Together with the point it determines the outcome to the bit.</summary>
/// <param name="Pass">The iteration, or the final evaluation.</param>
/// <param name="Slices">The groups of lanes, in the order in which their sums come back; a group is never divided.</param>
/// <param name="Continuation">Where an earlier call on the same slices stopped; null at the beginning. Opaque to all but the kernel.</param>
[GenerateSerializer, Immutable]
public sealed record BatchTask(
    [property: Id(0)] ChainPass Pass,
    [property: Id(1)] ImmutableArray<ReplicateSlice> Slices,
    [property: Id(2)] byte[]? Continuation)
{
    /// <summary>How many groups the slices hold.</summary>
    public int Groups => Slices.Sum(slice => slice.Groups);
}
