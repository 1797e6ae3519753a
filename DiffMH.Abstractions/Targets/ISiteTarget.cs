namespace DiffMH;

/// <summary>
/// A family of unnormalised densities g_θ on lattices and graphs, changed one site at a time. What a change does to the density is
/// said by a small integer, its class; the engine tabulates the classes once for each θ and keeps the lattices.
/// </summary>
public interface ISiteTarget
{
    /// <summary>The sites, their values, the number of classes, and the tallies of the reference state.</summary>
    SiteSpace Space { get; }

    /// <summary>The class of giving a site a new value: all that matters for the ratio of densities and for the tallies.</summary>
    /// <param name="view">The state before the change. Only the site and its neighbours in the graph may be read.</param>
    /// <param name="site">The site, 0 … Sites − 1.</param>
    /// <param name="value">The proposed value, different from the present one.</param>
    /// <returns>0 … Classes − 1.</returns>
    int Class<TView>(TView view, int site, int value)
        where TView : struct, ISiteView, allows ref struct;

    /// <summary>log g_θ(after) − log g_θ(before) for every change of a class. Exactly 0 where the two are equal, for that is how ties are known.</summary>
    T LogRatio<T>(int change, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>;

    /// <summary>By how much every change of a class changes each tally.</summary>
    /// <param name="change">The class.</param>
    /// <param name="differences">One number per tally, to fill.</param>
    void Tally(int change, Span<int> differences);
}
