namespace DiffMH.Tests.Kernels;

/// <summary>Like <see cref="Votes"/>, but one site looks at its first neighbour only.</summary>
/// <param name="space">The graph.</param>
public readonly struct LopsidedVotes(SiteSpace space) : ISiteTarget
{
    public SiteSpace Space => space;

    public int Class<TView>(TView view, int site, int value)
        where TView : struct, ISiteView, allows ref struct =>
        site == 5 ? (2 * view[space.Graph.Neighbours(site)[0]]) + value : new Votes(space).Class(view, site, value);

    public T LogRatio<T>(int change, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => new Votes(space).LogRatio(change, theta);

    public void Tally(int change, Span<int> differences) => new Votes(space).Tally(change, differences);
}
