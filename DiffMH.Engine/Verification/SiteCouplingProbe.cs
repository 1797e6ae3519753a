using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Verification;

/// <summary>A coupling of sites with its proposal.</summary>
/// <param name="proposal">The proposal.</param>
/// <param name="coupling">The coupling.</param>
internal sealed class SiteCouplingProbe<TProposal, TCoupling>(TProposal proposal, TCoupling coupling) : ISiteCouplingProbe
    where TProposal : struct, ISiteProposal
    where TCoupling : struct, ISiteCoupling<TProposal>
{
    public bool KeepsSite => TCoupling.KeepsSite;

    public bool SwapsSites => TCoupling.SwapsSites;

    public SiteMove Couple(int update, SiteMove primal, byte[] x, byte[] y, ref RandomStream stream) =>
        coupling.Couple(proposal, update, primal, new PlainSites(x), new PlainSites(y), ref stream);
}
