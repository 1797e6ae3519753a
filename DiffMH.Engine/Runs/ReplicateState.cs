using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Runs;

/// <summary>One replicate between two passes.</summary>
/// <param name="Theta">The p parameters a derivative is taken for, after the last step: where the next iteration runs.</param>
/// <param name="Memory">What the optimiser remembers; empty in gradient mode.</param>
/// <param name="TailSum">Sum of <paramref name="Theta"/> after each step of the present window, see <see cref="TailWindow"/>; p zeros before the first.</param>
/// <param name="Ran">The p parameters at which the last pass ran; empty before the first.</param>
/// <param name="Estimate">What the last pass gave; null before the first.</param>
/// <param name="Failure">Why the replicate ended; null while it has not. It keeps what it last had and runs no more.</param>
/// <param name="Recent">θ after each of the last steps, as many as the tail has, the oldest first; empty without a wall time.</param>
/// <param name="Drift">The present window's p sums of the uphill gradient and p sums of its squared standard errors; empty without a rule that looks at them.</param>
/// <param name="FailedIn">The pass in which it failed; null while it has not, and where that was not kept.</param>
public sealed record ReplicateState(
    Vector Theta,
    Vector Memory,
    Vector TailSum,
    Vector Ran,
    PassEstimate? Estimate,
    Failure? Failure,
    Vector Recent = default,
    Vector Drift = default,
    int? FailedIn = null);
