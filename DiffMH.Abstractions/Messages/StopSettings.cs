namespace DiffMH;

/// <summary>When a point ends before its optimiser's last iteration; the first rule that holds ends it.</summary>
/// <param name="Iterations">At most so many iterations, at least 0; 0 leaves the point out; null for no such limit.</param>
/// <param name="WallTime">How long the whole sweep may be at work; null for no limit. The one rule that is not a function of committed state.</param>
/// <param name="GradientBelowNoise">Within how many standard errors of zero the gradient must be, &gt; 0; null for no such rule.</param>
/// <param name="StandardErrors">The standard error each parameter must reach, in the order of <see cref="EstimatorSettings.Wrt"/>, +∞ where any will do; empty for no such rule.</param>
[GenerateSerializer, Immutable]
public sealed record StopSettings(
    [property: Id(0)] int? Iterations,
    [property: Id(1)] TimeSpan? WallTime,
    [property: Id(2)] double? GradientBelowNoise,
    [property: Id(3)] Vector StandardErrors);
