using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffMH.Engine.Kernels;

/// <summary>One chain on ℝᵈ with its alternatives.</summary>
/// <typeparam name="TTarget">The density.</typeparam>
/// <typeparam name="TProposal">q.</typeparam>
/// <typeparam name="TCoupling">How alternatives propose.</typeparam>
/// <typeparam name="TObservables">What is averaged.</typeparam>
/// <remarks>
/// An alternative equals the primal chain once it has copied x′ and both have accepted it; states are never compared. Densities are
/// evaluated once for each suggested state, scores only where an alternative may be born. Where a derivative is taken for parameters of
/// the proposal, the primal chain carries its tangents; alternatives carry none, since each of the terms that add up to the derivative
/// changes one decision or the path, and leaves the others.
/// </remarks>
internal sealed class VectorLane<TTarget, TProposal, TCoupling, TObservables> : ILane
    where TTarget : struct, IVectorTarget
    where TProposal : struct, IVectorProposal
    where TCoupling : struct, IVectorCoupling<TProposal>
    where TObservables : struct, ITransitionObservables
{
    /// <summary>Steps between reports to the meter: few, because a density may take a millisecond.</summary>
    private const int Stretch = 64;

    private readonly VectorProblem problem;
    private readonly KernelSettings settings;
    private readonly TProposal proposal;
    private readonly TCoupling rule;
    private readonly int dimension;
    private readonly bool needsScores;
    private readonly VectorEvaluator<TTarget, TObservables> evaluator;
    private readonly VectorTangents<TProposal> tangents;
    private readonly LaneSums sums;
    private readonly AlternativeSlots slots;
    private readonly VectorAlternatives alternatives;
    private readonly Real[] suggestion;
    private readonly double[] noise;
    private readonly double[] ownNoise;
    private readonly double[] score;
    private readonly double[] weight;
    private readonly double[] observed;
    private readonly double[] observedAlternative;

    private Real[] proposalTheta = [];
    private Real[] state;
    private Real[] proposed;
    private double[] scoreHere;
    private double[] scoreThere;
    private LaneStreams streams;
    private double density;
    private bool isScored;
    private bool isDraw;
    private long step;

    /// <summary>A lane of a model on real vectors.</summary>
    public VectorLane(VectorProblem problem, KernelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(settings);
        this.problem = problem;
        this.settings = settings;
        proposal = (TProposal)problem.Proposal;
        rule = (TCoupling)problem.Coupling;
        dimension = problem.Target.Dimension;
        needsScores = settings.Estimator.Method == EstimatorMethod.Dmh || settings.FollowsDecisions;
        var layout = settings.Layout(problem.ObservableCount);
        evaluator = new((TTarget)problem.Target, (TObservables)problem.Observables, layout.Observables, [.. settings.Wrt]);
        tangents = new(proposal, dimension, [.. settings.Wrt.Select(position => position - problem.ModelParameters)]);
        sums = new LaneSums(layout, settings.Chain.Draws, settings.FollowsDecisions) { HasControl = settings.HasControl };
        slots = new AlternativeSlots(settings.Estimator, layout, sums, dimension);
        alternatives = new(dimension, slots.Places);
        (state, proposed, suggestion) = (new Real[dimension], new Real[dimension], new Real[dimension]);
        (noise, ownNoise) = (new double[proposal.Noise], new double[proposal.Noise]);
        (scoreHere, scoreThere, score, weight) = (new double[layout.Parameters], new double[layout.Parameters], new double[layout.Parameters], new double[layout.Parameters]);
        (observed, observedAlternative) = (new double[layout.Observables], new double[layout.Observables]);
    }

    /// <inheritdoc/>
    public void Begin(ReadOnlySpan<double> theta, RandomSource source, int chain, ChainPass pass)
    {
        MoveTo(theta);
        var start = source.Open(chain, pass, StreamRole.Start);
        streams = LaneStreams.Open(source, chain, pass);
        sums.Clear();
        slots.Clear();
        step = 0;
        problem.Start(MemoryMarshal.Cast<Real, double>(state.AsSpan()), ref start);
        tangents.Begin(state);
        density = evaluator.LogDensity(state);
        isScored = false;
        ModelCheck.Start(density, state);
    }

    /// <inheritdoc/>
    public bool Advance(WorkMeter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        var steps = settings.Chain.Steps;
        while (step < steps)
        {
            var before = step;
            Advance(Math.Min(steps, step + Stretch));
            meter.Evaluate(evaluator.TakeEvaluations());
            if (meter.SpendAndAsk(step - before) && step < steps)
            {
                return false;
            }
        }

        slots.End();
        return true;
    }

    /// <inheritdoc/>
    public void AddTo(Span<double> groupRow)
    {
        sums[SumsLayout.Updates] = step;
        sums.AddTo(groupRow);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(step);
        writer.Write(density);
        writer.WriteWords<Real>(state);
        tangents.Save(writer);
        streams.Save(writer);
        sums.Save(writer);
        slots.Save(writer);
        alternatives.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(ReadOnlySpan<double> theta, BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        MoveTo(theta);
        step = reader.ReadInt64();
        density = reader.ReadDouble();
        reader.ReadWords<Real>(state);
        tangents.Load(reader);
        streams = LaneStreams.Load(reader);
        sums.Load(reader);
        slots.Load(reader);
        alternatives.Resize(slots.Places);
        alternatives.Load(reader);
        isScored = false;
    }

    private MovingState Here => new(state, tangents.Here);

    private MovingState There => new(proposed, tangents.There);

    private void MoveTo(ReadOnlySpan<double> theta)
    {
        evaluator.MoveTo(theta[..problem.ModelParameters]);
        tangents.MoveTo(theta[problem.ModelParameters..]);
        proposalTheta = Seeded.Reals(theta[problem.ModelParameters..]);
    }

    /// <summary>The loop, compiled by itself: inlined into its callers it would use up what the compiler spends on inlining.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Advance(long end)
    {
        while (step < end)
        {
            Step();
            Sum();
        }
    }

    private void Step()
    {
        proposal.Draw(noise, ref streams.Primal);
        proposal.Propose(state, noise, (ReadOnlySpan<Real>)proposalTheta, proposed.AsSpan());
        var coin = streams.Primal.NextUniform();
        var there = evaluator.LogDensity(proposed);
        var logRatio = LogRatio(density, state, there, proposed);
        var ratio = logRatio > 0 ? 1 : Math.Exp(logRatio);
        var accepted = coin < ratio;
        tangents.Propose(noise);
        isDraw = settings.Chain.IsDraw(step + 1);
        if (isDraw && default(TObservables).LooksBack)
        {
            evaluator.Observe(state, accepted ? proposed : state, accepted, observed);
        }

        var move = new VectorMove(state, noise, proposed, proposalTheta);
        foreach (var slot in slots.Taken)
        {
            MoveAlternative(slot, move, there, coin, accepted);
        }

        // Elsewhere the decision has no derivative: v = 0, and no score is needed.
        var mayBranch = needsScores && logRatio <= 0 && !double.IsNegativeInfinity(logRatio);
        if (mayBranch)
        {
            Branch(there, logRatio, ratio, accepted);
        }

        if (isDraw && default(TObservables).LooksBack)
        {
            AddDraw(Here, accepted ? There : Here, accepted);
        }

        if (accepted)
        {
            (state, proposed, density) = (proposed, state, there);
            (scoreHere, scoreThere, isScored) = (scoreThere, scoreHere, mayBranch);
            tangents.Accept();
            sums[SumsLayout.Accepted]++;
        }
        else
        {
            RequireNumber(logRatio, there, state, proposed);
        }

        step++;
    }

    private void MoveAlternative(int slot, in VectorMove move, double there, double coin, bool accepted)
    {
        var y = alternatives.State(slot);
        var copies = rule.Couple(proposal, move, y, ownNoise, suggestion, ref streams.Coupling);
        var suggested = copies ? move.To : suggestion;
        var suggestedDensity = copies ? there : evaluator.LogDensity(suggestion);
        var logRatio = LogRatio(alternatives.LogDensity(slot), y, suggestedDensity, suggested);
        var follows = Coin.Accepts(coin, logRatio);
        if (isDraw && default(TObservables).LooksBack)
        {
            // Here and not after the step: where the chains meet now, their states before it still differ.
            Earn(slot, y, follows ? suggested : y, follows);
        }

        if (!follows)
        {
            RequireNumber(logRatio, suggestedDensity, y, suggested);
            return;
        }

        if (copies && accepted)
        {
            slots.Recouple(slot, step);
            return;
        }

        alternatives.Put(slot, suggested, suggestedDensity);
    }

    private void Branch(double there, double logRatio, double ratio, bool accepted)
    {
        RequireScore();
        evaluator.Score(There, scoreThere);
        for (var i = 0; i < score.Length; i++)
        {
            score[i] = scoreThere[i] - scoreHere[i];
        }

        tangents.AddLogRatio(score);
        CoinScore.Add(accepted, logRatio, score, sums.Decisions);
        var mass = BirthWeight.Fill(settings.Estimator, accepted, logRatio, ratio, score, weight);
        if (!slots.MayKeep(mass))
        {
            return;
        }

        var slot = slots.Offer(mass, ref streams.Pruning);
        if (slot >= 0)
        {
            slots.Place(slot, mass, weight, step);
            var other = accepted ? state : proposed;
            alternatives.Resize(slots.Places);
            alternatives.Put(slot, other, accepted ? density : there);
            if (isDraw && default(TObservables).LooksBack)
            {
                Earn(slot, state, other, !accepted);
            }
        }
    }

    /// <summary>Evaluates ∂log g of the present state unless it is known.</summary>
    private void RequireScore()
    {
        if (!isScored)
        {
            evaluator.Score(Here, scoreHere);
            isScored = true;
        }
    }

    /// <summary>Sums the state after a step, where the observables look at it alone.</summary>
    private void Sum()
    {
        if (!isDraw || default(TObservables).LooksBack)
        {
            return;
        }

        evaluator.Observe(default, state, accepted: false, observed);
        AddDraw(default, Here, accepted: false);
        if (sums.HasScores)
        {
            RequireScore();
            sums.AddScores(observed, scoreHere);
        }

        foreach (var slot in slots.Taken)
        {
            Earn(slot, default, alternatives.State(slot), accepted: false);
        }
    }

    /// <summary>Sums what was observed, when the decision of its step is among those that <see cref="LaneSums.Decisions"/> counts.</summary>
    private void AddDraw(in MovingState before, in MovingState after, bool accepted)
    {
        sums.Add(observed);
        evaluator.AddDirect(before, after, accepted, sums.Slopes);
        if (sums.HasControl)
        {
            evaluator.AddDirect(before, after, accepted, sums.Products);
        }
    }

    private void Earn(int slot, ReadOnlySpan<Real> before, ReadOnlySpan<Real> after, bool accepted)
    {
        evaluator.Observe(before, after, accepted, observedAlternative);
        slots.Earn(slot, observedAlternative, observed);
    }

    /// <summary>log r = log g(x′) − log g(x) + log q(x′,x) − log q(x,x′); exactly 0 at a tie of equal densities under a symmetric proposal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double LogRatio(double here, ReadOnlySpan<Real> from, double there, ReadOnlySpan<Real> to) =>
        there - here + proposal.LogRatio(from, to, (ReadOnlySpan<Real>)proposalTheta).Value;

    /// <summary>Refuses a ratio that is not a number, which no coin accepts. Outside the support the answer is no in any case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RequireNumber(double logRatio, double there, ReadOnlySpan<Real> from, ReadOnlySpan<Real> to)
    {
        if (double.IsNaN(logRatio) && !double.IsNegativeInfinity(there))
        {
            throw ModelCheck.InvalidProposalRatio(proposal.LogRatio(from, to, (ReadOnlySpan<Real>)proposalTheta).Value, from, to);
        }
    }
}
