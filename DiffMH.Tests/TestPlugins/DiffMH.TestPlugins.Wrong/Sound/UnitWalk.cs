namespace DiffMH.TestPlugins.Wrong;

/// <summary>x′ = x + ε with standard normal ε, in two dimensions.</summary>
internal static class UnitWalk
{
    /// <summary>Draws ε.</summary>
    public static void Draw(Span<double> noise, ref RandomStream stream)
    {
        foreach (ref var number in noise)
        {
            number = stream.NextNormal();
        }
    }

    /// <summary>x′.</summary>
    public static void Propose<T>(ReadOnlySpan<T> x, ReadOnlySpan<double> noise, Span<T> proposed)
        where T : struct, IScalar<T>
    {
        for (var i = 0; i < proposed.Length; i++)
        {
            proposed[i] = x[i] + T.Constant(noise[i]);
        }
    }
}
