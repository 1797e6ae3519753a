namespace DiffMH.Tests.Kernels;

/// <summary>Both tallies and a product with a parameter.</summary>
public readonly struct VoteCounts : ISiteObservables
{
    public void Observe<T>(ReadOnlySpan<long> tallies, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>
    {
        values[0] = T.Constant(tallies[0]);
        values[1] = T.Constant(tallies[1]);
        values[2] = tallies[0] * theta[0];
    }
}
