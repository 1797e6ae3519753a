namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: depends on how often it was called.</summary>
public readonly struct CountingBell(TiltSettings settings) : IVectorTarget
{
    private static int calls;
    private readonly Bell right = new(settings);

    /// <inheritdoc/>
    public int Dimension => right.Dimension;

    /// <inheritdoc/>
    public bool IsContinuous => right.IsContinuous;

    /// <inheritdoc/>
    public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => right.LogDensity(x, theta) + T.Constant(1e-6 * (Interlocked.Increment(ref calls) % 5));
}
