namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: the value of <see cref="TiltedLabels"/> with the sign of the score turned, as if a derivative had been written by hand.</summary>
public readonly struct TurnedLabels(TiltSettings settings) : ILabelTarget
{
    private readonly TiltedLabels right = new(settings);

    /// <inheritdoc/>
    public int Labels => right.Labels;

    /// <inheritdoc/>
    public T LogDensity<T>(int label, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var log = right.LogDensity(label, theta);
        return T.Constant(2 * log.Value) - log;
    }
}
