namespace DiffMH;

/// <summary>
/// A family of unnormalised densities g_θ on lattices and graphs, changed one site at a time, whose changes are too many for the classes
/// of <see cref="ISiteTarget"/>: no two sites need be alike, as where each bond has a coupling of its own.
/// </summary>
/// <remarks>Density and score are evaluated at the site only, so that the number of parameters costs nothing. Where a few classes are enough, a table of them is faster.</remarks>
public interface IFreeSiteTarget
{
    /// <summary>The sites, their values, and the tallies of the reference state; no classes.</summary>
    SiteSpace Space { get; }

    /// <summary>log g_θ(after) − log g_θ(before) for giving a site a new value. Exactly 0 where the two are equal, for that is how ties are known.</summary>
    /// <param name="view">The state before the change. Only the site and its neighbours in the graph may be read.</param>
    /// <param name="site">The site, 0 … Sites − 1.</param>
    /// <param name="value">The proposed value, different from the present one.</param>
    /// <param name="theta">All parameters of the model.</param>
    /// <returns>A finite number, or −∞ for a change that leads out of the support.</returns>
    T LogRatio<TView, T>(TView view, int site, int value, ReadOnlySpan<T> theta)
        where TView : struct, ISiteView, allows ref struct
        where T : struct, IScalar<T>;

    /// <summary>By how much the change changes each tally.</summary>
    /// <param name="view">The state before the change. Only the site and its neighbours in the graph may be read.</param>
    /// <param name="site">The site.</param>
    /// <param name="value">The proposed value.</param>
    /// <param name="differences">One number per tally, to fill.</param>
    void Tally<TView>(TView view, int site, int value, Span<long> differences)
        where TView : struct, ISiteView, allows ref struct;
}
