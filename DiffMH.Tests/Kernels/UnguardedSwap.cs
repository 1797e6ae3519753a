namespace DiffMH.Tests.Kernels;

/// <summary>Wrong on purpose: swaps sites under any proposal that flips, whether sites are uniform or not.</summary>
/// <typeparam name="TProposal">A proposal that always suggests the other value.</typeparam>
public readonly struct UnguardedSwap<TProposal> : ISiteCoupling<TProposal>
    where TProposal : struct, IFlip
{
    public static bool KeepsSite => true;

    public static bool SwapsSites => true;

    public SiteMove Couple<TX, TY>(in TProposal proposal, int update, SiteMove primal, TX x, TY y, ref RandomStream stream)
        where TX : struct, ISiteView, allows ref struct
        where TY : struct, ISiteView, allows ref struct => new(primal.Site, 1 - y[primal.Site]);
}
