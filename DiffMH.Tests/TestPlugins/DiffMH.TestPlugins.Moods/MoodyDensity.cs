namespace DiffMH.TestPlugins.Moods;

/// <summary>g(0) = 1, g(1) = e^tilt; or an exception, NaN, nothing at all, or the end of the process.</summary>
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
        Mood.Absent => Sleep<T>(),
        Mood.Fatal => End<T>(),
        Mood.Endless => Deeper<T>(1),
        _ => label == 0 ? T.Constant(0) : settings.Tilt.Of(theta),
    };

    private static T Sleep<T>()
        where T : struct, IScalar<T>
    {
        SpinWait.SpinUntil(() => false);
        return default;
    }

    private static T End<T>()
        where T : struct, IScalar<T>
    {
        Environment.FailFast("in a fatal mood");
        return default;
    }

    private static T Deeper<T>(double depth)
        where T : struct, IScalar<T> => T.Constant(depth) + Deeper<T>(depth + 1);
}
