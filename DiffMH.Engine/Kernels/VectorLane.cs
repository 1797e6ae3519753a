using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>One chain on ℝᵈ with its alternatives.</summary>
/// <typeparam name="TTarget">The density.</typeparam>
/// <typeparam name="TProposal">q.</typeparam>
/// <typeparam name="TCoupling">How alternatives propose.</typeparam>
/// <typeparam name="TObservables">What is averaged.</typeparam>
/// <remarks>
/// Scores are evaluated only where an alternative may be born. Where a derivative is taken for parameters of the proposal, the primal
/// chain carries its tangents; alternatives carry none, since each of the terms that add up to the derivative changes one decision or the
/// path, and leaves the others.
/// </remarks>
internal sealed class VectorLane<TTarget, TProposal, TCoupling, TObservables> : ILane
    where TTarget : struct, IVectorTarget
    where TProposal : struct, IVectorProposal
    where TCoupling : struct, IVectorCoupling<TProposal>
    where TObservables : struct, ITransitionObservables
{
    /// <summary>Steps between reports to the meter: few, because a density may take a millisecond.</summary>
    private const int Stretch = 64;

    private readonly KernelSettings settings;
    private readonly bool needsScores;
    private readonly VectorPrimal<TTarget, TProposal, TObservables> primal;
    private readonly VectorEvaluator<TTarget, TObservables> evaluator;
    private readonly LaneSums sums;
    private readonly VectorAlternatives<TTarget, TProposal, TCoupling, TObservables> alternatives;

    /// <summary>The loop of a chain and its only alternative; null where there may be more, or more is asked of a draw.</summary>
    private readonly VectorPair<TTarget, TProposal, TCoupling, TObservables>? pair;
    private readonly double[] weight;

    /// <summary>A lane of a model on real vectors.</summary>
    public VectorLane(VectorProblem problem, KernelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = settings;
        needsScores = settings.Estimator.Method == EstimatorMethod.Dmh || settings.FollowsDecisions;
        var layout = settings.Layout(problem.ObservableCount);
        primal = new(problem, settings);
        evaluator = primal.Evaluator;
        sums = new LaneSums(layout, settings.Chain.Draws, settings.FollowsDecisions) { HasControl = settings.HasControl };
        alternatives = new(problem, evaluator, new AlternativeSlots(settings.Estimator, layout, sums, problem.Target.Dimension));
        pair = VectorPair<TTarget, TProposal, TCoupling, TObservables>.Suits(problem, settings) ? new(problem, settings, primal, sums) : null;
        weight = new double[layout.Parameters];
    }

    /// <inheritdoc/>
    public void Begin(ReadOnlySpan<double> theta, RandomSource source, int chain, ChainPass pass)
    {
        primal.MoveTo(theta);
        sums.Clear();
        alternatives.Clear();
        pair?.Clear();
        primal.Begin(source, chain, pass);
    }

    /// <inheritdoc/>
    public bool Advance(WorkMeter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        var steps = settings.Chain.Steps;
        while (primal.Step < steps)
        {
            var before = primal.Step;
            Advance(Math.Min(steps, before + Stretch));
            meter.Evaluate(evaluator.TakeEvaluations());
            if (meter.SpendAndAsk(primal.Step - before) && primal.Step < steps)
            {
                return false;
            }
        }

        alternatives.End();
        pair?.End();
        return true;
    }

    /// <inheritdoc/>
    public void AddTo(Span<double> groupRow)
    {
        sums[SumsLayout.Updates] = primal.Step;
        sums.AddTo(groupRow);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        primal.Save(writer);
        sums.Save(writer);
        alternatives.Save(writer);
        pair?.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(ReadOnlySpan<double> theta, BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        primal.MoveTo(theta);
        primal.Load(reader);
        sums.Load(reader);
        alternatives.Load(reader);
        pair?.Load(reader);
    }

    private void Advance(long end)
    {
        while (primal.Step < end)
        {
            var count = primal.Draw(end - primal.Step);
            if (pair is null)
            {
                Move(count);
            }
            else
            {
                pair.Move(count);
            }
        }
    }

    /// <summary>The loop, compiled by itself: inlined into its callers it would use up what the compiler spends on inlining.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Move(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Step(i);
        }
    }

    private void Step(int drawn)
    {
        var logRatio = primal.Suggest(drawn);
        var coin = primal.Coin(drawn);
        var accepted = coin.Accepts(logRatio);
        var isDraw = settings.Chain.IsDraw(primal.Step + 1);
        var observed = isDraw && default(TObservables).LooksBack ? primal.Observe(accepted) : default;
        var decision = new VectorDecision(primal.Move(drawn), primal.Density, primal.ThereDensity, coin, accepted, primal.Step, observed);
        alternatives.Move(decision, ref primal.Streams.Coupling);

        // Elsewhere the decision has no derivative: v = 0, and no score is needed.
        var mayBranch = needsScores && logRatio <= 0 && !double.IsNegativeInfinity(logRatio);
        if (mayBranch)
        {
            Branch(decision, logRatio);
        }

        if (!observed.IsEmpty)
        {
            AddDraw(observed, primal.Here, accepted ? primal.There : primal.Here, accepted);
        }

        if (accepted)
        {
            primal.Accept(mayBranch);
            sums[SumsLayout.Accepted]++;
        }
        else
        {
            primal.Reject(logRatio);
        }

        if (isDraw && !default(TObservables).LooksBack)
        {
            Sum();
        }
    }

    private void Branch(in VectorDecision decision, double logRatio)
    {
        var score = primal.ScoreOfRatio();
        CoinScore.Add(decision.Accepted, logRatio, score, sums.Decisions);
        var mass = BirthWeight.Fill(settings.Estimator, decision.Accepted, logRatio, score, weight);
        alternatives.Offer(mass, weight, decision, ref primal.Streams.Pruning);
    }

    /// <summary>Sums the state after a step, where the observables look at it alone.</summary>
    private void Sum()
    {
        var observed = primal.Observe();
        AddDraw(observed, default, primal.Here, accepted: false);
        if (sums.HasScores)
        {
            sums.AddScores(observed, primal.Score);
        }

        alternatives.Earn(observed);
    }

    /// <summary>Sums what was observed, when the decision of its step is among those that <see cref="LaneSums.Decisions"/> counts.</summary>
    private void AddDraw(ReadOnlySpan<double> observed, in MovingState<Real, Dual> before, in MovingState<Real, Dual> after, bool accepted)
    {
        sums.Add(observed);
        if (!evaluator.IsObservedDirectly)
        {
            return;   // ∂f is 0, and adding it would change no bit
        }

        evaluator.AddDirect(before, after, accepted, sums.Slopes);
        if (sums.HasControl)
        {
            evaluator.AddDirect(before, after, accepted, sums.Products);
        }
    }
}
