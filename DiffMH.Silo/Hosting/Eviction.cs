namespace DiffMH.Silo.Hosting;

/// <summary>Hears that a silo cannot go on, as when the other members have taken it for dead, and leaves what follows to whoever started it.</summary>
/// <remarks>
/// By itself Orleans would end the process with a dump. Nothing is at risk until the silo has stopped: batches are pure, and of two
/// commits of one iteration the second fails.
/// </remarks>
internal sealed class Eviction : IFatalErrorHandler
{
    private readonly TaskCompletionSource<string> happened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it has happened, with what Orleans says of it.</summary>
    public Task<string> Happened => happened.Task;

    /// <inheritdoc/>
    public bool IsUnexpected(Exception exception) => true;

    /// <inheritdoc/>
    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null) =>
        happened.TrySetResult(exception is null ? $"{context}" : $"{context} {exception}");
}
