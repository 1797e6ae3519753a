namespace DiffMH.Silo.Grains;

/// <summary>The plugin's code failed in a batch, or in what follows from the sums of all. It would fail again, so it is not tried again: the point ends.</summary>
/// <param name="failure">What it failed of.</param>
internal sealed class BatchFailedException(Failure failure) : Exception(failure.Message)
{
    /// <summary>What it failed of.</summary>
    public Failure Failure { get; } = failure;
}
