namespace DiffMH.Engine.Statistics;

/// <summary>A statistic of merged groups, by the jackknife.</summary>
/// <param name="Plain">The statistic of all groups together.</param>
/// <param name="Corrected">The same with its bias removed to first order; <paramref name="Plain"/> where there is one group.</param>
/// <param name="Errors">One standard error of each; NaN where there is one group.</param>
public sealed record Jackknifed(Vector Plain, Vector Corrected, Vector Errors);
