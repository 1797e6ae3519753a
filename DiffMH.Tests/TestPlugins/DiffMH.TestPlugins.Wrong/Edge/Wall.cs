namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: log g(x) = −(x₀ + x₁²/2) / b where x₀ ≥ 0, else −∞, is said to be continuous at the edge.</summary>
public readonly struct Wall(TiltSettings settings) : IVectorTarget
{
    /// <inheritdoc/>
    public int Dimension => 2;

    /// <inheritdoc/>
    public bool IsContinuous => true;

    /// <inheritdoc/>
    public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => T.Select(x[0], -(x[0] + (0.5 * x[1] * x[1])) / settings.B.Of(theta), T.Constant(double.NegativeInfinity));
}
