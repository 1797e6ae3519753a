using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffMH.Engine.Kernels;

/// <summary>The primal chain of a lane on ℝᵈ: where it is, what it is suggested, and what is known of both.</summary>
/// <typeparam name="TTarget">The density.</typeparam>
/// <typeparam name="TProposal">q.</typeparam>
/// <typeparam name="TObservables">What is averaged.</typeparam>
/// <remarks>Densities are evaluated once for each suggested state, scores where they are asked for, observables once for each state that is drawn.</remarks>
internal sealed class VectorPrimal<TTarget, TProposal, TObservables>
    where TTarget : struct, IVectorTarget
    where TProposal : struct, IVectorProposal
    where TObservables : struct, ITransitionObservables
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly VectorProblem problem;
    private readonly TProposal proposal;
    private readonly VectorTangents<TProposal> tangents;
    private readonly PrimalDraws<TProposal> draws;
    private readonly double[] difference;
    private readonly double[] observed;

    private Real[] theta = [];
    private TwoRows<Real> states;

    /// <summary>∂log g of the states.</summary>
    private TwoRows<double> scores;

    /// <summary>Whether the score of the present state is known.</summary>
    private bool isScored;

    /// <summary>Whether <see cref="observed"/> is f of the present state.</summary>
    private bool isObserved;

    /// <summary>A chain of a model on real vectors, to be begun.</summary>
    public VectorPrimal(VectorProblem problem, KernelSettings settings)
    {
        (this.problem, proposal) = (problem, (TProposal)problem.Proposal);
        var (dimension, layout) = (problem.Target.Dimension, settings.Layout(problem.ObservableCount));
        Evaluator = new((TTarget)problem.Target, (TObservables)problem.Observables, layout.Observables, [.. settings.Wrt]);
        tangents = new(proposal, dimension, [.. settings.Wrt.Select(position => position - problem.ModelParameters)]);
        draws = new(proposal);
        (states, scores) = (new(dimension), new(layout.Parameters));
        (difference, observed) = (new double[layout.Parameters], new double[layout.Observables]);
    }

    /// <summary>The model at the chain's θ.</summary>
    public VectorEvaluator<TTarget, TObservables> Evaluator { get; }

    /// <summary>The streams of the lane.</summary>
    public LaneStreams Streams;

    /// <summary>Steps taken.</summary>
    public long Step { get; private set; }

    /// <summary>log g(x).</summary>
    public double Density { get; private set; }

    /// <summary>log g(x′).</summary>
    public double ThereDensity { get; private set; }

    /// <summary>x, and how it moves with parameters of the proposal.</summary>
    public MovingState<Real, Dual> Here
    {
        [MethodImpl(Inline)]
        get => new(states.Here, tangents.Here);
    }

    /// <summary>x′, likewise.</summary>
    public MovingState<Real, Dual> There
    {
        [MethodImpl(Inline)]
        get => new(states.There, tangents.There);
    }

    /// <summary>∂log g(x).</summary>
    public ReadOnlySpan<double> Score
    {
        get
        {
            RequireScore();
            return scores.Here;
        }
    }

    /// <summary>Runs at this θ from now on.</summary>
    public void MoveTo(ReadOnlySpan<double> all)
    {
        Evaluator.MoveTo(all[..problem.ModelParameters]);
        tangents.MoveTo(all[problem.ModelParameters..]);
        theta = Seeded.Reals(all[problem.ModelParameters..]);
    }

    /// <summary>Puts the chain at its start.</summary>
    public void Begin(RandomSource source, int chain, ChainPass pass)
    {
        var start = source.Open(chain, pass, StreamRole.Start);
        Streams = LaneStreams.Open(source, chain, pass);
        Step = 0;
        problem.Start(MemoryMarshal.Cast<Real, double>(states.Here), ref start);
        tangents.Begin(states.Here);
        Density = Evaluator.LogDensity(states.Here);
        (isScored, isObserved) = (false, false);
        ModelCheck.Start(Density, states.Here);
    }

    /// <summary>Writes where the chain is.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Step);
        writer.Write(Density);
        writer.WriteWords<Real>(states.Here);
        tangents.Save(writer);
        Streams.Save(writer);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        Step = reader.ReadInt64();
        Density = reader.ReadDouble();
        reader.ReadWords(states.Here);
        tangents.Load(reader);
        Streams = LaneStreams.Load(reader);
        (isScored, isObserved) = (false, false);
    }

    /// <summary>Draws what the next steps need, or as many of them as can be drawn at a time.</summary>
    /// <param name="most">The most steps.</param>
    /// <returns>How many steps.</returns>
    public int Draw(long most)
    {
        var count = (int)Math.Min(most, draws.Most);
        draws.Draw(count, ref Streams.Primal);
        return count;
    }

    /// <summary>u of one of the steps that were drawn.</summary>
    [MethodImpl(Inline)]
    public TossedCoin Coin(int drawn) => draws.Coin(drawn);

    /// <summary>Suggests x′ in one of the steps that were drawn.</summary>
    /// <returns>log r.</returns>
    [MethodImpl(Inline)]
    public double Suggest(int drawn)
    {
        var noise = draws.Noise(drawn);
        proposal.Propose(states.Here, noise, (ReadOnlySpan<Real>)theta, states.There);
        tangents.Propose(noise);
        ThereDensity = Evaluator.LogDensity(states.There);
        return VectorRatio.Log(proposal, Density, states.Here, ThereDensity, states.There, theta);
    }

    /// <summary>The move that was suggested.</summary>
    [MethodImpl(Inline)]
    public VectorMove Move(int drawn) => new(states.Here, draws.Noise(drawn), states.There, theta);

    /// <summary>∂log r of the move that was suggested, p numbers.</summary>
    [MethodImpl(Inline)]
    public ReadOnlySpan<double> ScoreOfRatio()
    {
        RequireScore();
        Evaluator.Score(There, scores.There);
        Elementwise.Subtract(difference, scores.There, scores.Here);
        tangents.AddLogRatio(difference);
        return difference;
    }

    /// <summary>Goes to x′.</summary>
    /// <param name="scored">Whether its score was asked for.</param>
    [MethodImpl(Inline)]
    public void Accept(bool scored)
    {
        states.Exchange();
        Density = ThereDensity;
        (isScored, isObserved) = (scored, false);
        if (scored)
        {
            scores.Exchange();
        }

        tangents.Accept();
        Step++;
    }

    /// <summary>Stays at x.</summary>
    /// <param name="logRatio">log r.</param>
    /// <exception cref="InvalidModelException">It is not a number.</exception>
    [MethodImpl(Inline)]
    public void Reject(double logRatio)
    {
        VectorRatio.RequireNumber(logRatio, proposal, states.Here, ThereDensity, states.There, theta);
        Step++;
    }

    /// <summary>f(x), of observables that look at the state after a step alone.</summary>
    [MethodImpl(Inline)]
    public ReadOnlySpan<double> Observe()
    {
        if (!isObserved)
        {
            Evaluator.Observe(default, states.Here, accepted: false, observed);
            isObserved = true;
        }

        return observed;
    }

    /// <summary>f of the step that was suggested, before it is taken.</summary>
    /// <param name="accepted">Whether the suggestion was accepted.</param>
    public ReadOnlySpan<double> Observe(bool accepted)
    {
        Evaluator.Observe(states.Here, accepted ? states.There : states.Here, accepted, observed);
        return observed;
    }

    /// <summary>Evaluates ∂log g of the present state unless it is known.</summary>
    [MethodImpl(Inline)]
    private void RequireScore()
    {
        if (!isScored)
        {
            Evaluator.Score(Here, scores.Here);
            isScored = true;
        }
    }
}
