using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>∂log g of the present and of the suggested states of eight lanes.</summary>
/// <typeparam name="TTarget">The density.</typeparam>
/// <typeparam name="TObservables">What is averaged.</typeparam>
/// <param name="evaluator">The model.</param>
/// <param name="parameters">p.</param>
/// <remarks>
/// Of eight lanes one nearly always needs the score of what it is suggested, so that all of them get it, and that of the present state is known. A
/// single lane leaves out what it does not need; evaluations are counted as it would count them.
/// </remarks>
internal sealed class PackScores<TTarget, TObservables>(PackEvaluator<TTarget, TObservables> evaluator, int parameters)
    where TTarget : struct, IVectorTarget
    where TObservables : struct, ITransitionObservables
{
    private readonly Lanes[] here = new Lanes[parameters];
    private readonly Lanes[] there = new Lanes[parameters];
    private readonly Lanes[] difference = new Lanes[parameters];

    /// <summary>Where a single lane would know the score of its state.</summary>
    private LaneSet isKnown;

    /// <summary>∂log g(x′) − ∂log g(x) of the last suggestion, p numbers, to be added to.</summary>
    public Span<Lanes> Difference => difference;

    /// <summary>Evaluates those of the present states.</summary>
    public void Begin(in MovingState<Lanes, DualLanes> state)
    {
        evaluator.Score(state, here);
        isKnown = default;
    }

    /// <summary>Evaluates those of suggested states.</summary>
    /// <param name="state">The present states.</param>
    /// <param name="proposed">The suggested ones.</param>
    /// <param name="where">The lanes that need them.</param>
    /// <exception cref="InvalidModelException">There one is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Suggest(in MovingState<Lanes, DualLanes> state, in MovingState<Lanes, DualLanes> proposed, LaneSet where)
    {
        evaluator.Score(proposed, there);
        var finite = LaneSet.All;
        for (var i = 0; i < difference.Length; i++)
        {
            difference[i] = there[i] - here[i];
            finite &= difference[i].AreFinite;
        }

        if (!(where & ~finite).IsEmpty)
        {
            evaluator.RequireScore(state, here, where);
            evaluator.RequireScore(proposed, there, where);
        }
    }

    /// <summary>Goes to the suggested states, or stays.</summary>
    /// <param name="accepted">Which lanes go.</param>
    /// <param name="needed">Those that needed the scores.</param>
    /// <param name="counted">Those whose evaluations are counted.</param>
    /// <returns>The evaluations of single lanes: of the suggested state where its score was needed, and of the present one unless it was known.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Decide(LaneSet accepted, LaneSet needed, LaneSet counted)
    {
        accepted.Move(there, here);
        var evaluations = parameters * ((needed & counted).Count + (needed & counted & ~isKnown).Count);
        isKnown = needed | (isKnown & ~accepted);
        return evaluations;
    }
}
