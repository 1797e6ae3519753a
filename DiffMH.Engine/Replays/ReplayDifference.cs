namespace DiffMH.Engine.Replays;

/// <summary>A number of the trace, or of a result, that comes out otherwise when it is computed again.</summary>
/// <param name="Point">The point's index.</param>
/// <param name="Iteration">The iteration; the final evaluation has the number of iterations done.</param>
/// <param name="Replicate">The replicate; null for a number of all of them.</param>
/// <param name="What">Which number, as results call it: <c>T</c>, <c>objective</c>, <c>T_gradient</c>, <c>objective_mcse</c>, <c>sums</c> for the digest of the sums.</param>
/// <param name="Stored">As it is stored, so that it can be read back to the same bits.</param>
/// <param name="Recomputed">As it is now.</param>
public sealed record ReplayDifference(int Point, int Iteration, int? Replicate, string What, string Stored, string Recomputed);
