namespace DiffMH.TestPlugins.Wrong;

/// <summary>log g(i) = (a i − i²/2) / b on four labels.</summary>
public readonly struct TiltedLabels(TiltSettings settings) : ILabelTarget
{
    /// <summary>n.</summary>
    public const int Count = 4;

    /// <inheritdoc/>
    public int Labels => Count;

    /// <inheritdoc/>
    public T LogDensity<T>(int label, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => ((label * settings.A.Of(theta)) - T.Constant(0.5 * label * label)) / settings.B.Of(theta);
}
