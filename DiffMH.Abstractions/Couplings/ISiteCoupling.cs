namespace DiffMH;

/// <summary>How a change of one site is suggested for an alternative, given the change suggested for the primal chain.</summary>
/// <typeparam name="TProposal">The proposal both chains use. Constraints on it say which proposals the coupling fits.</typeparam>
/// <remarks>
/// Implementations are stateless structs and keep two properties: the alternative's move and coin have the law that a chain of its
/// own would give them; and the engine drops an alternative as soon as y = x, so that equal chains stay equal.
/// </remarks>
public interface ISiteCoupling<TProposal>
    where TProposal : struct, ISiteProposal
{
    /// <summary>
    /// Whether the alternative visits the primal's site with a value and a coin that follow from the primal's suggestion and from the
    /// two chains' values on that site alone, without draws; and, where the two agree there, with the primal's value and coin. Chains
    /// that agree on the site and its neighbours then move alike, and the engine spares them.
    /// </summary>
    static abstract bool KeepsSite { get; }

    /// <summary>
    /// Whether the alternative visits σ(i) where the primal visits i, by an involution σ that the engine keeps for each alternative on
    /// two-valued sites: it pairs sites where the chains differ, and an odd one with a site where both would most likely reject. The
    /// primal's move is then handed over with σ(i) in place of i, and <see cref="KeepsSite"/> speaks of that site.
    /// </summary>
    /// <remarks>
    /// Right only for proposals that draw each site independently and uniformly, <see cref="IUniformSite"/>; the engine refuses others. σ is chosen before the draw of
    /// i, by the chains' past alone, so that given the past σ(i) is uniform, and independent of the coin, as i is. Equal chains have no
    /// differing site, and σ is then the identity.
    /// </remarks>
    static virtual bool SwapsSites => false;

    /// <summary>The alternative's move.</summary>
    /// <param name="proposal">The proposal of both chains.</param>
    /// <param name="update">The update's place within its sweep-of-sites.</param>
    /// <param name="primal">The primal's suggested move; with <see cref="SwapsSites"/> at σ of its site.</param>
    /// <param name="x">The primal's state before its move.</param>
    /// <param name="y">The alternative's state before its move, different from x.</param>
    /// <param name="stream">The coupling's own randomness.</param>
    SiteMove Couple<TX, TY>(in TProposal proposal, int update, SiteMove primal, TX x, TY y, ref RandomStream stream)
        where TX : struct, ISiteView, allows ref struct
        where TY : struct, ISiteView, allows ref struct;
}
