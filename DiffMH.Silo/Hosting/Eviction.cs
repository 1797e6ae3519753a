namespace DiffMH.Silo.Hosting;

/// <summary>Hears that the other members have taken this silo for dead, and leaves what follows to whoever started it.</summary>
/// <remarks>
/// By itself Orleans would end the process with a dump. Nothing is at risk until the silo has stopped: batches are pure, and of two
/// commits of one iteration the second fails.
/// </remarks>
internal sealed class Eviction : IFatalErrorHandler
{
    private readonly TaskCompletionSource happened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it has happened.</summary>
    public Task Happened => happened.Task;

    /// <inheritdoc/>
    public bool IsUnexpected(Exception exception) => true;

    /// <inheritdoc/>
    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null) => happened.TrySetResult();
}
