namespace DiffMH.TestPlugins.Wrong;

/// <summary>log g(x) = −|x − a|² / 2b in two dimensions.</summary>
public readonly struct Bell(TiltSettings settings) : IVectorTarget
{
    /// <inheritdoc/>
    public int Dimension => 2;

    /// <inheritdoc/>
    public bool IsContinuous => true;

    /// <inheritdoc/>
    public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var (one, two) = (x[0] - settings.A.Of(theta), x[1] - settings.A.Of(theta));
        return -0.5 * ((one * one) + (two * two)) / settings.B.Of(theta);
    }
}
