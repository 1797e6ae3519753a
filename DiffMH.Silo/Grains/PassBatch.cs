using System.Collections.Immutable;

namespace DiffMH.Silo.Grains;

/// <summary>Some groups of a pass that are run together.</summary>
/// <param name="Slices">The groups.</param>
/// <param name="Order">Numbers of groups.</param>
/// <param name="First">Where in that order the numbers of this batch begin.</param>
internal readonly record struct PassBatch(ImmutableArray<ReplicateSlice> Slices, int[] Order, int First);
