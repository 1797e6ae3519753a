namespace DiffMH.TestPlugins.Moods;

/// <summary>P(1)²; or an exception, NaN, nothing at all, or the end of the process.</summary>
public sealed class MoodyObjective(Mood mood) : IObjective
{
    /// <inheritdoc/>
    public T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        switch (mood)
        {
            case Mood.Throwing:
                throw new InvalidOperationException("not in the mood for a verdict");
            case Mood.Vague:
                return T.Constant(double.NaN);
            case Mood.Absent:
                new ManualResetEvent(initialState: false).WaitOne();   // holds its thread, as a pool of threads takes it to be at work
                break;
            case Mood.Fatal:
                Environment.FailFast("in a fatal mood for a verdict");
                break;
            case Mood.Endless:
                return Deeper(moments[0]);
        }

        return moments[0] * moments[0];
    }

    private static T Deeper<T>(T depth)
        where T : struct, IScalar<T> => depth + Deeper(depth + depth);
}
