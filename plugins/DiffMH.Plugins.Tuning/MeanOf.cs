namespace DiffMH.Plugins.Tuning;

/// <summary>The mean of one observable: φ(m) = mᵢ.</summary>
/// <param name="observable">i.</param>
public sealed class MeanOf(int observable) : IObjective
{
    /// <inheritdoc/>
    public T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => moments[observable];
}
