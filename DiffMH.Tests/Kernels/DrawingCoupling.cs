namespace DiffMH.Tests.Kernels;

/// <summary>Wrong on purpose: says that it keeps the site, but draws a value of its own.</summary>
/// <typeparam name="TProposal">Any proposal of sites.</typeparam>
public readonly struct DrawingCoupling<TProposal> : ISiteCoupling<TProposal>
    where TProposal : struct, ISiteProposal
{
    public static bool KeepsSite => true;

    public SiteMove Couple<TX, TY>(in TProposal proposal, int update, SiteMove primal, TX x, TY y, ref RandomStream stream)
        where TX : struct, ISiteView, allows ref struct
        where TY : struct, ISiteView, allows ref struct => primal with { Value = proposal.NextValue(y[primal.Site], ref stream) };
}
