using System.Reflection;

namespace DiffMH.Engine.Kernels;

/// <summary>Closes the generic kernels over the struct types of a model, which may come from a plugin's load context.</summary>
/// <remarks>Closed over structs, the loop is compiled without interface calls, as fast as one that knows the types.</remarks>
public static class KernelFactory
{
    /// <summary>The generic kernel of a label model.</summary>
    public static IBatchKernel Create(LabelProblem problem, KernelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return Create(typeof(LabelLane<,>).MakeGenericType(problem.Proposal.GetType(), problem.Coupling), problem, problem.ObservableCount, settings);
    }

    /// <summary>The generic kernel of a site model.</summary>
    public static IBatchKernel Create(SiteProblem problem, KernelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(problem);
        Type[] parts = [problem.Target.GetType(), problem.Proposal.GetType(), problem.Coupling, problem.Observables.GetType()];
        return Create(typeof(SiteLane<,,,>).MakeGenericType(parts), problem, problem.ObservableCount, settings);
    }

    private static LaneByLaneKernel Create(Type laneType, object problem, int observables, KernelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var lane = (ILane)Activator.CreateInstance(laneType, BindingFlags.DoNotWrapExceptions | BindingFlags.Public | BindingFlags.Instance, null, [problem, settings], null)!;
        return new LaneByLaneKernel(lane, new SumsLayout(observables, settings.Wrt.Length), settings);
    }
}
