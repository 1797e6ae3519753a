namespace DiffMH.Silo.Compute;

/// <summary>Lanes that are on record until this is disposed, by the thread that has computed them or by whoever gives that thread up.</summary>
/// <param name="end">Takes them off the record.</param>
internal sealed class Flight(Action? end) : IDisposable
{
    private Action? end = end;

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref end, null)?.Invoke();
}
