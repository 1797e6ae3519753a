namespace DiffMH.Engine.Kernels;

/// <summary>Chooses the lane of a site model.</summary>
internal static class SiteLanes
{
    /// <summary>All chains in one word per site where target and coupling allow it, else chain by chain. Both give the same bits.</summary>
    /// <remarks>A word holds 63 alternatives; without pruning there may be more. It does not say what single chains decided, which score-function estimators ask.</remarks>
    public static ILane Create<TTarget, TProposal, TCoupling, TObservables>(SiteProblem problem, KernelSettings settings)
        where TTarget : struct, ISiteTarget
        where TProposal : struct, ISiteProposal
        where TCoupling : struct, ISiteCoupling<TProposal>
        where TObservables : struct, ISiteObservables
    {
        var hasWords = TCoupling.KeepsSite && !TCoupling.SwapsSites && settings.Estimator.Pruning != Pruning.None && !settings.FollowsDecisions;
        var classes = hasWords ? CountedClasses.Of((TTarget)problem.Target) : null;
        return classes is null
            ? new SiteLane<TTarget, TProposal, TCoupling, TObservables>(problem, settings)
            : new WordSiteLane<TProposal, TObservables>(problem, settings, classes, BinaryCoupling.Of<TProposal, TCoupling>((TProposal)problem.Proposal));
    }
}
