namespace DiffMH.Tests.Silo;

/// <summary>φ = m₀², when its gate is open.</summary>
internal sealed class GatedObjective : IObjective
{
    private int calls, inside, most;

    public ManualResetEventSlim Gate { get; } = new();

    public TaskCompletionSource Called { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How often it was asked.</summary>
    public int Calls => Volatile.Read(ref calls);

    /// <summary>The most threads that were in it at once.</summary>
    public int MostAtOnce => Volatile.Read(ref most);

    public T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        Interlocked.Increment(ref calls);
        var now = Interlocked.Increment(ref inside);
        Volatile.Write(ref most, Math.Max(most, now));
        Called.TrySetResult();
        Gate.Wait(TimeSpan.FromSeconds(60));
        Interlocked.Decrement(ref inside);
        return moments[0] * moments[0];
    }
}
