namespace DiffMH.Engine.Couplings;

/// <summary>Two-valued sites that always flip: the same site, and the coin 1 − u where the spins differ, so that both tend to the same next spin.</summary>
/// <typeparam name="TProposal">A proposal that always suggests the other value.</typeparam>
/// <remarks>
/// Keeps: 1 − u is uniform as u is. Gains: the next spin is compared with one threshold where the local fields agree:
/// P(next = + | s = −) = α, P(next = + | s = +) = 1 − α. At zero local field (α = 1 for both) a difference is never repaired.
/// </remarks>
public readonly struct NextSpinCoupling<TProposal> : ISiteCoupling<TProposal>
    where TProposal : struct, IFlip
{
    /// <inheritdoc/>
    public static bool KeepsSite => true;

    /// <inheritdoc/>
    public SiteMove Couple<TX, TY>(in TProposal proposal, int update, SiteMove primal, TX x, TY y, ref RandomStream stream)
        where TX : struct, ISiteView, allows ref struct
        where TY : struct, ISiteView, allows ref struct
    {
        var value = y[primal.Site];
        return new SiteMove(primal.Site, 1 - value, ReflectCoin: value != x[primal.Site]);
    }
}
