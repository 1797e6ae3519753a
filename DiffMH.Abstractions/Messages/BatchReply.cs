namespace DiffMH;

/// <summary>What a chain batch answers: an outcome, or why there is none.</summary>
/// <param name="Outcome">The sums or a continuation; null where the batch failed.</param>
/// <param name="Seconds">Compute seconds of this call, for sizing batches.</param>
/// <param name="Failure">Why the plugin's code failed, or was given up because it did not return; null where neither is so.</param>
/// <param name="IsAtWork">Whether there is neither yet: the lanes wait for a thread, or are still on one. The same call again waits on.</param>
[GenerateSerializer, Immutable]
public sealed record BatchReply(
    [property: Id(0)] BatchOutcome? Outcome,
    [property: Id(1)] double Seconds,
    [property: Id(2)] Failure? Failure,
    [property: Id(3)] bool IsAtWork = false)
{
    /// <summary>The answer to a call whose lanes are still at work.</summary>
    public static BatchReply AtWork { get; } = new(Outcome: null, Seconds: 0, Failure: null, IsAtWork: true);
}
