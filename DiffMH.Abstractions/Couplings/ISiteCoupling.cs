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

    /// <summary>The alternative's move.</summary>
    /// <param name="proposal">The proposal of both chains.</param>
    /// <param name="update">The update's place within its sweep-of-sites.</param>
    /// <param name="primal">The primal's suggested move.</param>
    /// <param name="x">The primal's state before its move.</param>
    /// <param name="y">The alternative's state before its move, different from x.</param>
    /// <param name="stream">The coupling's own randomness.</param>
    SiteMove Couple<TX, TY>(in TProposal proposal, int update, SiteMove primal, TX x, TY y, ref RandomStream stream)
        where TX : struct, ISiteView, allows ref struct
        where TY : struct, ISiteView, allows ref struct;
}
