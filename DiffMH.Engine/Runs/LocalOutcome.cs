using System.Collections.Immutable;

namespace DiffMH.Engine.Runs;

/// <summary>What the plain loop got.</summary>
/// <param name="Points">The points in the order given.</param>
/// <param name="Digest">The digest of the whole trace, see <see cref="TraceDigest"/>.</param>
public sealed record LocalOutcome(ImmutableArray<LocalPointOutcome> Points, string Digest);
