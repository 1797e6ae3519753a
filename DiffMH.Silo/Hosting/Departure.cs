namespace DiffMH.Silo.Hosting;

/// <summary>The wish that a silo leave, from wherever it was asked; what follows is left to whoever started the silo.</summary>
internal sealed class Departure
{
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the silo was asked to leave.</summary>
    public Task Asked => asked.Task;

    /// <summary>Asks it to leave; again changes nothing.</summary>
    public void Ask() => asked.TrySetResult();
}
