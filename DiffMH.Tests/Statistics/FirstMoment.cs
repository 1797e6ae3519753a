namespace DiffMH.Tests.Statistics;

/// <summary>φ(m, θ) = m₀.</summary>
public sealed class FirstMoment : IObjective
{
    public T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => moments[0];
}
