namespace DiffMH.TestPlugins.Wrong;

/// <summary>A sound walk, so that a coupling can be made for it alone.</summary>
public readonly struct MirroredWalk : IMirroredWalk
{
    /// <inheritdoc/>
    public int Noise => 2;

    /// <inheritdoc/>
    public void Draw(Span<double> noise, ref RandomStream stream) => UnitWalk.Draw(noise, ref stream);

    /// <inheritdoc/>
    public void Propose<T>(ReadOnlySpan<T> x, ReadOnlySpan<double> noise, ReadOnlySpan<T> theta, Span<T> proposed)
        where T : struct, IScalar<T> => UnitWalk.Propose(x, noise, proposed);

    /// <inheritdoc/>
    public T LogRatio<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> proposed, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => T.Constant(0);
}
