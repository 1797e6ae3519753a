namespace DiffMH.TestPlugins.Moods;

/// <summary>1 at label 1, else 0.</summary>
public readonly struct IsOne : ILabelObservables
{
    /// <inheritdoc/>
    public void Observe<T>(int label, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T> => values[0] = T.Constant(label);
}
