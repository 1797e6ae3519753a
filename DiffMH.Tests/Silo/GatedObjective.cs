namespace DiffMH.Tests.Silo;

/// <summary>φ = m₀², when its gate is open.</summary>
internal sealed class GatedObjective : IObjective
{
    public ManualResetEventSlim Gate { get; } = new();

    public TaskCompletionSource Called { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        Called.TrySetResult();
        Gate.Wait(TimeSpan.FromSeconds(60));
        return moments[0] * moments[0];
    }
}
