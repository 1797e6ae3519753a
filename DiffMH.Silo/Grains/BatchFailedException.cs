namespace DiffMH.Silo.Grains;

/// <summary>The plugin's code failed in a batch. It would fail again, so it is not tried again: the point ends.</summary>
/// <param name="failure">What the batch answered.</param>
internal sealed class BatchFailedException(Failure failure) : Exception(failure.Message)
{
    /// <summary>What the batch answered.</summary>
    public Failure Failure { get; } = failure;
}
