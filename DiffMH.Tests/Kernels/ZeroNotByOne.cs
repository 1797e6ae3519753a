namespace DiffMH.Tests.Kernels;

/// <summary>Values 0, 1, 2 on a ring, 0 never beside 1, so that only detours lead from all 0 to all 1. log g = θ · #(sites of value 2).</summary>
/// <param name="space">The ring. A change's class is 9 · (puts 0 beside 1) + 3 · (value before) + (value after).</param>
public readonly struct ZeroNotByOne(SiteSpace space) : ISiteTarget
{
    public SiteSpace Space => space;

    /// <summary>A ring of n sites.</summary>
    public static ZeroNotByOne Of(int sites) => new(PottsRing.Of(sites).Space with { Classes = 18 });

    public int Class<TView>(TView view, int site, int value)
        where TView : struct, ISiteView, allows ref struct
    {
        var isForbidden = false;
        foreach (var neighbour in space.Graph.Neighbours(site))
        {
            isForbidden |= view[neighbour] + value == 1;
        }

        return (isForbidden ? 9 : 0) + (3 * view[site]) + value;
    }

    public T LogRatio<T>(int change, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> =>
        change >= 9 ? T.Log(T.Constant(0)) : ((change % 3 == 2 ? 1 : 0) - (change / 3 == 2 ? 1 : 0)) * theta[0];

    public void Tally(int change, Span<int> differences) => differences[0] = 0;
}
