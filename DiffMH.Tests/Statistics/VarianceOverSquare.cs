namespace DiffMH.Tests.Statistics;

/// <summary>The specific heat's form: (m₁ − m₀²)/θ₁².</summary>
public sealed class VarianceOverSquare : IObjective
{
    public T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => (moments[1] - (moments[0] * moments[0])) / (theta[1] * theta[1]);
}
