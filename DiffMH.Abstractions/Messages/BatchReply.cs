namespace DiffMH;

/// <summary>What a chain batch answers: an outcome, or why there is none.</summary>
/// <param name="Outcome">The sums or a continuation; null where the batch failed.</param>
/// <param name="Seconds">Compute seconds of this call, for sizing batches.</param>
/// <param name="Failure">Why the plugin's code failed; null where it did not.</param>
[GenerateSerializer, Immutable]
public sealed record BatchReply(
    [property: Id(0)] BatchOutcome? Outcome,
    [property: Id(1)] double Seconds,
    [property: Id(2)] Failure? Failure);
