using DiffMH.Engine.Couplings;

namespace DiffMH.Engine.Kernels;

/// <summary>Chooses eight lanes at once for models on real vectors where proposal, coupling and formulas allow it. They give the bits of single lanes.</summary>
internal static class VectorPacks
{
    /// <summary>Up to so many numbers θ is kept in for all derivatives: two megabytes.</summary>
    private const int MostDuals = 1 << 14;

    private static readonly (Type Coupling, Type OfPack)[] Couplings =
        [
            (typeof(ReflectionCoupling<>), typeof(PackReflection<>)),
            (typeof(CommonNoiseCoupling<>), typeof(PackCommonNoise<>)),
            (typeof(IndependentVectorCoupling<>), typeof(PackIndependent<>)),
        ];

    /// <summary>The pack; null where lanes have to run one by one.</summary>
    public static ILanePack? Of(VectorProblem problem, KernelSettings settings)
    {
        var coupling = problem.Coupling.GetType();
        var ofPack = Couplings.FirstOrDefault(pair => coupling.IsGenericType && coupling.GetGenericTypeDefinition() == pair.Coupling).OfPack;
        if (ofPack is null || problem.Proposal is not IPackWalk || !Suits(problem, settings))
        {
            return null;
        }

        var walk = problem.Proposal.GetType();
        var create = typeof(VectorPacks).GetMethod(nameof(Create))!.MakeGenericMethod(problem.Target.GetType(), walk, ofPack.MakeGenericType(walk), problem.Observables.GetType());
        return (ILanePack?)create.Invoke(null, [problem, settings]);
    }

    /// <summary>A pack of these types; null where the formulas ask for single values.</summary>
    public static ILanePack? Create<TTarget, TWalk, TCoupling, TObservables>(VectorProblem problem, KernelSettings settings)
        where TTarget : struct, IVectorTarget
        where TWalk : struct, IPackWalk
        where TCoupling : struct, IPackCoupling<TWalk>
        where TObservables : struct, ITransitionObservables
    {
        var pack = new VectorPack<TTarget, TWalk, TCoupling, TObservables>(problem, settings);
        return pack.CanEvaluate() ? pack : null;
    }

    /// <summary>Whether alternatives have a fixed number of places, and neither decisions nor scores are summed.</summary>
    private static bool Suits(VectorProblem problem, KernelSettings settings) =>
        settings.Estimator.Method is EstimatorMethod.Dmh or EstimatorMethod.FiniteDifference
        && settings.Estimator.Pruning != Pruning.None
        && !settings.Estimator.SumsScores
        && (long)settings.Wrt.Length * problem.ModelParameters <= MostDuals;
}
