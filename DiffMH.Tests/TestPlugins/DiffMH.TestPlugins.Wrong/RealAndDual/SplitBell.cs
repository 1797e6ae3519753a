namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: another density where derivatives are taken along.</summary>
public readonly struct SplitBell(TiltSettings settings) : IVectorTarget
{
    private readonly Bell right = new(settings);

    /// <inheritdoc/>
    public int Dimension => right.Dimension;

    /// <inheritdoc/>
    public bool IsContinuous => right.IsContinuous;

    /// <inheritdoc/>
    public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => typeof(T) == typeof(Dual) ? 1.001 * right.LogDensity(x, theta) : right.LogDensity(x, theta);
}
