namespace DiffMH.TestPlugins.Moods;

/// <summary>g(0) = 1, g(1) = e^tilt; or an exception; or NaN.</summary>
public readonly struct MoodyDensity(MoodSettings settings) : ILabelTarget
{
    /// <inheritdoc/>
    public int Labels => 2;

    /// <inheritdoc/>
    public T LogDensity<T>(int label, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => settings.Mood switch
    {
        Mood.Throwing => throw new InvalidOperationException("not in the mood"),
        Mood.Vague => T.Constant(double.NaN),
        _ => label == 0 ? T.Constant(0) : settings.Tilt.Of(theta),
    };
}
