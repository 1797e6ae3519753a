using System.Reflection;
using DiffMH.Engine.Couplings;

namespace DiffMH.Engine.Kernels;

/// <summary>Closes the generic kernels over the struct types of a model, which may come from a plugin's load context.</summary>
/// <remarks>Closed over structs, the loop is compiled without interface calls, as fast as one that knows the types.</remarks>
public static class KernelFactory
{
    /// <summary>The generic kernel of a label model.</summary>
    public static IBatchKernel Create(LabelProblem problem, KernelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(settings);
        var coupling = problem.Coupling is ResidualCoupling<OtherLabel> ? default(OtherLabelCoupling) : problem.Coupling;
        var lane = typeof(LabelLane<,>).MakeGenericType(problem.Proposal.GetType(), coupling.GetType());
        return Kernel((ILane)Activator.CreateInstance(lane, problem with { Coupling = coupling }, settings)!, problem.ObservableCount, settings);
    }

    /// <summary>The generic kernel of a site model.</summary>
    public static IBatchKernel Create(SiteProblem problem, KernelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(settings);
        Type[] parts = [problem.Target.GetType(), problem.Proposal.GetType(), problem.Coupling.GetType(), problem.Observables.GetType()];
        var create = typeof(SiteLanes).GetMethod(nameof(SiteLanes.Create))!.MakeGenericMethod(parts);
        return Kernel((ILane)create.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [problem, settings], null)!, problem.ObservableCount, settings);
    }

    /// <summary>The generic kernel of a site model without classes of change.</summary>
    public static IBatchKernel Create(FreeSiteProblem problem, KernelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(settings);
        var lane = typeof(FreeSiteLane<,,,>).MakeGenericType(problem.Target.GetType(), problem.Proposal.GetType(), problem.Coupling.GetType(), problem.Observables.GetType());
        const BindingFlags Constructor = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DoNotWrapExceptions;   // it may refuse
        return Kernel((ILane)Activator.CreateInstance(lane, Constructor, null, [problem, settings], null)!, problem.ObservableCount, settings);
    }

    /// <summary>The generic kernel of a model on real vectors.</summary>
    public static IBatchKernel Create(VectorProblem problem, KernelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(settings);
        return Kernel(Lane(problem, settings), problem.ObservableCount, settings, VectorPacks.Of(problem, settings));
    }

    /// <summary>A single lane of a model on real vectors.</summary>
    public static ILane Lane(VectorProblem problem, KernelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var lane = typeof(VectorLane<,,,>).MakeGenericType(problem.Target.GetType(), problem.Proposal.GetType(), problem.Coupling.GetType(), problem.Observables.GetType());
        return (ILane)Activator.CreateInstance(lane, problem, settings)!;
    }

    private static LaneByLaneKernel Kernel(ILane lane, int observables, KernelSettings settings, ILanePack? pack = null) =>
        new(lane, settings.Layout(observables), settings, pack);
}
