namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: x′ = x/2 + ε is not symmetric, log q(x′, x) − log q(x, x′) = ½ |x′ − x/2|² − ½ |x − x′/2|², and is said to be.</summary>
public readonly struct ShrinkingWalk : IVectorProposal
{
    /// <inheritdoc/>
    public int Noise => 2;

    /// <inheritdoc/>
    public void Draw(Span<double> noise, ref RandomStream stream) => UnitWalk.Draw(noise, ref stream);

    /// <inheritdoc/>
    public void Propose<T>(ReadOnlySpan<T> x, ReadOnlySpan<double> noise, ReadOnlySpan<T> theta, Span<T> proposed)
        where T : struct, IScalar<T>
    {
        for (var i = 0; i < proposed.Length; i++)
        {
            proposed[i] = (0.5 * x[i]) + T.Constant(noise[i]);
        }
    }

    /// <inheritdoc/>
    public T LogRatio<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> proposed, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => T.Constant(0);
}
