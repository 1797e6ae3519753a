using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Runs;

/// <summary>One replicate between two passes.</summary>
/// <param name="Theta">The p parameters a derivative is taken for, after the last step: where the next iteration runs.</param>
/// <param name="Memory">What the optimiser remembers; empty in gradient mode.</param>
/// <param name="TailSum">Sum of <paramref name="Theta"/> after each step of the tail so far; p zeros before it.</param>
/// <param name="Ran">The p parameters at which the last pass ran; empty before the first.</param>
/// <param name="Estimate">What the last pass gave; null before the first.</param>
/// <param name="Failure">Why the replicate ended; null while it has not. It keeps what it last had and runs no more.</param>
public sealed record ReplicateState(
    Vector Theta,
    Vector Memory,
    Vector TailSum,
    Vector Ran,
    PassEstimate? Estimate,
    Failure? Failure);
