using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>How an alternative on ℝᵈ follows a step of the primal chain: suggested to by the coupling, decided by the chain's coin.</summary>
/// <typeparam name="TTarget">The density.</typeparam>
/// <typeparam name="TProposal">q.</typeparam>
/// <typeparam name="TCoupling">How alternatives propose.</typeparam>
/// <typeparam name="TObservables">What is averaged.</typeparam>
/// <param name="problem">The model.</param>
/// <param name="evaluator">The same at the chain's θ.</param>
internal sealed class VectorFollower<TTarget, TProposal, TCoupling, TObservables>(VectorProblem problem, VectorEvaluator<TTarget, TObservables> evaluator)
    where TTarget : struct, IVectorTarget
    where TProposal : struct, IVectorProposal
    where TCoupling : struct, IVectorCoupling<TProposal>
    where TObservables : struct, ITransitionObservables
{
    private readonly TProposal proposal = (TProposal)problem.Proposal;
    private readonly TCoupling rule = (TCoupling)problem.Coupling;
    private readonly VectorEvaluator<TTarget, TObservables> evaluator = evaluator;
    private readonly Real[] suggestion = new Real[problem.Target.Dimension];
    private readonly double[] noise = new double[problem.Proposal.Noise];

    /// <summary>One step.</summary>
    /// <param name="primal">The primal chain's move.</param>
    /// <param name="primalDensity">log g(x′).</param>
    /// <param name="coin">u.</param>
    /// <param name="y">The alternative's state.</param>
    /// <param name="density">log g(y).</param>
    /// <param name="stream">The coupling's own randomness.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public VectorFollowing Follow(in VectorMove primal, double primalDensity, TossedCoin coin, ReadOnlySpan<Real> y, double density, ref RandomStream stream)
    {
        var copies = rule.Couple(proposal, primal, y, noise, suggestion, ref stream);
        var suggested = copies ? primal.To : suggestion;
        var there = copies ? primalDensity : evaluator.LogDensity(suggestion);
        var logRatio = VectorRatio.Log(proposal, density, y, there, suggested, primal.Theta);
        var accepts = coin.Accepts(logRatio);
        if (!accepts)
        {
            VectorRatio.RequireNumber(logRatio, proposal, y, there, suggested, primal.Theta);
        }

        return new(suggested, there, copies, accepts);
    }
}
