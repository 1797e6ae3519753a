namespace DiffMH.Tests.Kernels;

/// <summary>Three-state Potts model on a ring: log g = θ · #(equal neighbours). A change's class is 3 · (equal before) + (equal after).</summary>
/// <param name="space">The ring.</param>
public readonly struct PottsRing(SiteSpace space) : ISiteTarget
{
    public SiteSpace Space => space;

    /// <summary>A ring of n sites.</summary>
    public static PottsRing Of(int sites) => new(new SiteSpace(
        new SiteGraph([.. Enumerable.Range(0, sites).Select(site => (System.Collections.Immutable.ImmutableArray<int>)[(site + sites - 1) % sites, (site + 1) % sites])]),
        Values: 3,
        Classes: 9,
        ReferenceTallies: [sites]));

    public int Class<TView>(TView view, int site, int value)
        where TView : struct, ISiteView, allows ref struct
    {
        var (before, after) = (0, 0);
        foreach (var neighbour in space.Graph.Neighbours(site))
        {
            before += view[neighbour] == view[site] ? 1 : 0;
            after += view[neighbour] == value ? 1 : 0;
        }

        return (3 * before) + after;
    }

    public T LogRatio<T>(int change, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => ((change % 3) - (change / 3)) * theta[0];

    public void Tally(int change, Span<int> differences) => differences[0] = (change % 3) - (change / 3);
}
