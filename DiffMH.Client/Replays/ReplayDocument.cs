using System.Collections.Immutable;
using DiffMH.Engine.Replays;

namespace DiffMH.Client.Replays;

/// <summary>What a replay found: <c>replay -o json</c>.</summary>
/// <param name="Id">The sweep's identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Digest">The digest of all rows that were read; null where there are none.</param>
/// <param name="Sample">The share of the iterations that was asked for.</param>
/// <param name="Iterations">How many iterations are committed, final evaluations and those of gradient mode counted.</param>
/// <param name="Replayed">How many of them were computed again.</param>
/// <param name="WithoutSums">How many of these were stored without digests of their sums, so that objective, gradient and errors alone were compared.</param>
/// <param name="Steps">How many θ were compared with where the steps of the optimiser lead: all those of traces that are not thinned, whatever the sample.</param>
/// <param name="Differing">How many iterations differ.</param>
/// <param name="Differences">The first difference in each replicate of each of them, by point, iteration and replicate.</param>
internal sealed record ReplayDocument(
    string Id,
    string Name,
    string? Digest,
    double Sample,
    long Iterations,
    long Replayed,
    long WithoutSums,
    long Steps,
    int Differing,
    ImmutableArray<ReplayDifference> Differences);
