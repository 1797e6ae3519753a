namespace DiffMH.Plugins.Mixture;

/// <summary>Entropy of the label in nats: H = −Σ pᵢ log pᵢ with pᵢ the moments of the indicators.</summary>
public sealed class Entropy : IObjective
{
    /// <inheritdoc/>
    public T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var sum = T.Constant(0);
        foreach (var probability in moments)
        {
            sum -= T.XLogX(probability);
        }

        return sum;
    }
}
