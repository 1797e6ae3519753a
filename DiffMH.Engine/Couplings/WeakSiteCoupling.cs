namespace DiffMH.Engine.Couplings;

/// <summary>Sites: another coupling with a given probability, else a site and a value of its own.</summary>
/// <typeparam name="TProposal">Any proposal of sites.</typeparam>
/// <typeparam name="TCoupling">The other coupling.</typeparam>
/// <param name="strength">The probability, below 1.</param>
/// <remarks>
/// Keeps the marginal because the coin knows nothing of the primal's move. Loses much: an update of its own on a large lattice parts what
/// agreed, so that alternatives hardly end unless the strength is near 1. In sequential order the site is the same.
/// </remarks>
public readonly struct WeakSiteCoupling<TProposal, TCoupling>(double strength) : ISiteCoupling<TProposal>
    where TProposal : struct, ISiteProposal
    where TCoupling : struct, ISiteCoupling<TProposal>
{
    /// <inheritdoc/>
    public static bool KeepsSite => false;

    /// <inheritdoc/>
    public static bool SwapsSites => TCoupling.SwapsSites;

    /// <inheritdoc/>
    public SiteMove Couple<TX, TY>(in TProposal proposal, int update, SiteMove primal, TX x, TY y, ref RandomStream stream)
        where TX : struct, ISiteView, allows ref struct
        where TY : struct, ISiteView, allows ref struct => stream.NextUniform() < strength
            ? default(TCoupling).Couple(proposal, update, primal, x, y, ref stream)
            : default(IndependentSiteCoupling<TProposal>).Couple(proposal, update, primal, x, y, ref stream);
}
