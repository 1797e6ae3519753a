namespace DiffMH.Tests.Runs;

/// <summary>−(m₀ − 3)²: largest, 0, where the mean is 3.</summary>
public sealed class Hill : IObjective
{
    public T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var distance = moments[0] - T.Constant(3);
        return -(distance * distance);
    }
}
