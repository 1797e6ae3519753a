namespace DiffMH.Tests.Kernels;

/// <summary>A product of a state and the next that depends on θ as well, and something else for each decision.</summary>
internal readonly struct RidgeMoves : IVectorPairObservables
{
    public bool IsContinuous => true;

    public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> next, bool accepted, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>
    {
        values[0] = theta[1] * x[0] * next[^1];
        values[1] = accepted ? T.Exp(-(next[0] - x[0]) * (next[0] - x[0])) - theta[0] : 0.5 * x[^1];
    }
}
