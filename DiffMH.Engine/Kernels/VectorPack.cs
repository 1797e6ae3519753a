using System.Runtime.Intrinsics;

namespace DiffMH.Engine.Kernels;

/// <summary>
/// Eight chains on ℝᵈ with their alternatives, moved at once in the eight numbers of vectors; gives the same bits as
/// <see cref="VectorLane{TTarget, TProposal, TCoupling, TObservables}"/> gives lane by lane.
/// </summary>
/// <typeparam name="TTarget">The density.</typeparam>
/// <typeparam name="TWalk">q.</typeparam>
/// <typeparam name="TCoupling">How alternatives propose.</typeparam>
/// <typeparam name="TObservables">What is averaged.</typeparam>
/// <remarks>
/// What a lane does that another does not is computed in all and selected; what no lane does is left out. A walk is symmetric, so that
/// log r is a difference of densities, and never NaN.
/// </remarks>
internal sealed class VectorPack<TTarget, TWalk, TCoupling, TObservables> : ILanePack
    where TTarget : struct, IVectorTarget
    where TWalk : struct, IPackWalk
    where TCoupling : struct, IPackCoupling<TWalk>
    where TObservables : struct, ITransitionObservables
{
    /// <summary>Steps between reports to the meter: as many of all lanes as a single lane takes.</summary>
    private const int Stretch = 8;

    private readonly VectorProblem problem;
    private readonly KernelSettings settings;
    private readonly TWalk walk;
    private readonly bool followsAlternatives;
    private readonly PackEvaluator<TTarget, TObservables> evaluator;
    private readonly PackSums sums;
    private readonly PackAlternatives<TTarget, TWalk, TCoupling, TObservables> alternatives;
    private readonly PackScores<TTarget, TObservables> scores;
    private readonly PackTangents<TWalk> tangents;
    private readonly Lanes[] state;
    private readonly Lanes[] proposed;
    private readonly Lanes[] noise;
    private readonly Lanes[] weight;
    private readonly Lanes[] observed;

    private Lanes[] walkTheta = [];
    private StreamPack primal;
    private StreamPack coupling;
    private StreamPack pruning;
    private Lanes density;

    /// <summary>The places that are lanes of their own.</summary>
    private LaneSet own;
    private bool isDraw;
    private long evaluations;
    private long step;

    /// <summary>Eight lanes of a model on real vectors.</summary>
    public VectorPack(VectorProblem problem, KernelSettings settings)
    {
        (this.problem, this.settings) = (problem, settings);
        walk = (TWalk)problem.Proposal;
        followsAlternatives = settings.Estimator.Method == EstimatorMethod.Dmh;
        var (dimension, layout) = (problem.Target.Dimension, settings.Layout(problem.ObservableCount));
        evaluator = new(problem, [.. settings.Wrt]);
        sums = new PackSums(layout, settings.Chain.Draws);
        alternatives = new(problem, evaluator, new PackSlots(settings.Estimator.Alternatives, layout, sums));
        scores = new(evaluator, layout.Parameters);
        tangents = new(walk, dimension, [.. settings.Wrt.Select(position => position - problem.ModelParameters)]);
        (state, proposed, noise) = (new Lanes[dimension], new Lanes[dimension], new Lanes[walk.Noise]);
        (weight, observed) = (new Lanes[layout.Parameters], new Lanes[layout.Observables]);
    }

    /// <summary>Whether the model's formulas can be computed for eight lanes at once.</summary>
    /// <remarks>
    /// They cannot branch on numbers whose values they do not get, so that they do everywhere what they do at one state and θ. Whatever else
    /// they throw they throw for single numbers too, where it is told, unless they look at the types of scalars.
    /// </remarks>
    public bool CanEvaluate()
    {
        try
        {
            evaluator.Try(state, observed);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    /// <remarks>A vector of 512 bits that is made of two is kept in memory: then a step takes 1.1 to 1.3 times as long as that of a single lane.</remarks>
    public bool IsFaster => Vector512.IsHardwareAccelerated;

    /// <inheritdoc/>
    public void MoveTo(int place, ReadOnlySpan<double> theta)
    {
        evaluator.MoveTo(place, theta[..problem.ModelParameters]);
        Array.Resize(ref walkTheta, theta.Length - problem.ModelParameters);
        for (var i = 0; i < walkTheta.Length; i++)
        {
            walkTheta[i] = walkTheta[i].With(place, theta[problem.ModelParameters + i]);
        }

        tangents.MoveTo(place, theta[problem.ModelParameters..]);
    }

    /// <inheritdoc/>
    public void Open(int place, RandomSource source, int chain, ChainPass pass)
    {
        var start = source.Open(chain, pass, StreamRole.Start);
        var streams = LaneStreams.Open(source, chain, pass);
        (primal[place], coupling[place], pruning[place]) = (streams.Primal, streams.Coupling, streams.Pruning);
        var x = new double[state.Length];
        problem.Start(x, ref start);
        for (var i = 0; i < x.Length; i++)
        {
            state[i] = state[i].With(place, x[i]);
        }
    }

    /// <inheritdoc/>
    public void Begin(int lanes)
    {
        own = LaneSet.First(lanes);
        sums.Clear();
        alternatives.Clear();
        step = 0;
        density = evaluator.LogDensity(state, LaneSet.All);
        evaluations = lanes;
        evaluator.RequireSupport(state, density);
        tangents.Begin(state);
        BeginScores();
    }

    /// <inheritdoc/>
    public bool Advance(WorkMeter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        var (steps, lanes) = (settings.Chain.Steps, own.Count);
        while (step < steps)
        {
            var before = step;
            var end = Math.Min(steps, step + Stretch);
            while (step < end)
            {
                Step();
                Sum();
            }

            meter.Evaluate(evaluations);
            evaluations = 0;
            if (meter.SpendAndAsk(lanes * (step - before)) && step < steps)
            {
                return false;
            }
        }

        alternatives.End();
        return true;
    }

    /// <inheritdoc/>
    public ILaneRow Row(int place) => sums.Finish(place, step);

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(step);
        writer.WriteWords<Lanes>(state);
        writer.WriteWords<Lanes>([density]);
        writer.WriteWords<StreamPack>([primal, coupling, pruning]);
        sums.Save(writer);
        alternatives.Save(writer);
        tangents.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(int lanes, BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        own = LaneSet.First(lanes);
        step = reader.ReadInt64();
        reader.ReadWords<Lanes>(state);
        reader.ReadWords(new Span<Lanes>(ref density));
        var streams = new StreamPack[3];
        reader.ReadWords<StreamPack>(streams);
        (primal, coupling, pruning) = (streams[0], streams[1], streams[2]);
        sums.Load(reader);
        alternatives.Load(reader);
        tangents.Load(reader);
        BeginScores();
    }

    private MovingState<Lanes, DualLanes> Here => new(state, tangents.Here);

    private MovingState<Lanes, DualLanes> There => new(proposed, tangents.There);

    /// <summary>Evaluates ∂log g of the present states.</summary>
    private void BeginScores()
    {
        if (followsAlternatives)
        {
            scores.Begin(Here);
        }
    }

    private void Step()
    {
        walk.Draw(noise, ref primal);
        walk.Propose(state, noise, walkTheta, proposed);
        var coin = primal.NextUniform();
        var there = evaluator.LogDensity(proposed, LaneSet.All);
        var logRatio = there - density;
        var accepted = PackCoin.Accepts(coin, logRatio);
        evaluations += own.Count;
        tangents.Propose(noise);
        isDraw = settings.Chain.IsDraw(step + 1);
        if (isDraw && default(TObservables).LooksBack)
        {
            evaluator.Observe(PackStep.Of(state, proposed, accepted), observed, LaneSet.All);
        }

        var move = new PackMove(state, noise, proposed, walkTheta);
        var decision = new PackDecision(move, density, there, coin, accepted, step, isDraw && default(TObservables).LooksBack ? observed : default);
        evaluations += alternatives.Move(decision, ref coupling, own);
        if (followsAlternatives)
        {
            Branch(decision, logRatio);
        }

        if (isDraw && default(TObservables).LooksBack)
        {
            AddDraw(new(Here, There, accepted));
        }

        accepted.Move(proposed, state);
        tangents.Accept(accepted);
        density = accepted.Select(there, density);
        sums[SumsLayout.Accepted] += accepted.Ones;
        step++;
    }

    private void Branch(in PackDecision decision, Lanes logRatio)
    {
        // Elsewhere the decision has no derivative: v = 0, and no score is needed.
        var mayBranch = (logRatio <= default(Lanes)) & (logRatio > Lanes.Constant(double.NegativeInfinity));
        scores.Suggest(Here, There, mayBranch);
        tangents.AddLogRatio(scores.Difference);
        var mass = PackWeight.Fill(settings.Estimator, mayBranch, decision.Accepted, logRatio, scores.Difference, weight);
        alternatives.Offer(mass, weight, decision, ref pruning);
        evaluations += scores.Decide(decision.Accepted, mayBranch, own);
    }

    /// <summary>Sums the states after a step, where the observables look at them alone.</summary>
    private void Sum()
    {
        if (!isDraw || default(TObservables).LooksBack)
        {
            return;
        }

        evaluator.Observe(PackStep.Of(state, state, default), observed, LaneSet.All);
        AddDraw(PackStep.At(Here));
        alternatives.Earn(observed);
    }

    /// <summary>Sums what was observed.</summary>
    private void AddDraw(in PackStep step)
    {
        sums.Add(observed);
        evaluator.AddDirect(step, sums.Slopes);
    }
}
