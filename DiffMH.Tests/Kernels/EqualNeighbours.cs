namespace DiffMH.Tests.Kernels;

/// <summary>The one tally as an observable, and its square.</summary>
public readonly struct EqualNeighbours : ISiteObservables
{
    public void Observe<T>(ReadOnlySpan<long> tallies, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>
    {
        values[0] = T.Constant(tallies[0]);
        values[1] = T.Constant(tallies[0] * tallies[0]);
    }
}
