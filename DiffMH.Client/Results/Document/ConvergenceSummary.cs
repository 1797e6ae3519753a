namespace DiffMH.Client.Results.Document;

/// <summary>What still moved while the result was averaged: over the last iterations, a straight line through each replicate.</summary>
/// <remarks>
/// Slope of least squares × length of the tail, mean over replicates; its error is their standard deviation over √R, for iterations of
/// one replicate follow each other and say little about the error of their own slope.
/// </remarks>
/// <param name="Tail">How many iterations it is taken over.</param>
/// <param name="ObjectiveDrift">By how much the objective changed.</param>
/// <param name="Drift">By how much each parameter changed.</param>
public sealed record ConvergenceSummary(int Tail, ValueSummary ObjectiveDrift, OrderedDictionary<string, ValueSummary> Drift);
