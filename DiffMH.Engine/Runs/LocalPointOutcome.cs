using System.Collections.Immutable;

namespace DiffMH.Engine.Runs;

/// <summary>What the plain loop got from one point.</summary>
/// <param name="Result">The point's result.</param>
/// <param name="Trace">Its trace, one block for each pass.</param>
public sealed record LocalPointOutcome(PointResult Result, ImmutableArray<TraceBlock> Trace);
