namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: the derivative in b, and in no other parameter, is twice what it is.</summary>
public readonly struct DoubledBell(TiltSettings settings) : IVectorTarget
{
    private readonly Parameter b = settings.B;
    private readonly Bell right = new(settings);

    /// <inheritdoc/>
    public int Dimension => right.Dimension;

    /// <inheritdoc/>
    public bool IsContinuous => right.IsContinuous;

    /// <inheritdoc/>
    public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        // log g / b again, with the value of b in place of b once too often: log g = u/b, and (u/b) (b₀/b) has the same value.
        var width = b.Of(theta);
        return right.LogDensity(x, theta) * (T.Constant(width.Value) / width);
    }
}
