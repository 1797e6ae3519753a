namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: reads the state it was given the time before.</summary>
public readonly struct LateCoordinate : IVectorObservables
{
    [ThreadStatic]
    private static double before;

    /// <inheritdoc/>
    public bool IsContinuous => true;

    /// <inheritdoc/>
    public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>
    {
        values[0] = T.Constant(before);
        before = x[0].Value;
    }
}
