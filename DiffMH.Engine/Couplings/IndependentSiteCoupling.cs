namespace DiffMH.Engine.Couplings;

/// <summary>Sites: a site and a value of its own while the chains differ, with the same coin.</summary>
/// <typeparam name="TProposal">Any proposal of sites.</typeparam>
/// <remarks>Keeps the marginal because the draws are its own; large lattices practically never meet. In sequential order the site is the same.</remarks>
public readonly struct IndependentSiteCoupling<TProposal> : ISiteCoupling<TProposal>
    where TProposal : struct, ISiteProposal
{
    /// <inheritdoc/>
    public static bool KeepsSite => false;

    /// <inheritdoc/>
    public SiteMove Couple<TX, TY>(in TProposal proposal, int update, SiteMove primal, TX x, TY y, ref RandomStream stream)
        where TX : struct, ISiteView, allows ref struct
        where TY : struct, ISiteView, allows ref struct
    {
        var site = proposal.NextSite(update, ref stream);
        return new SiteMove(site, proposal.NextValue(y[site], ref stream));
    }
}
