using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>A model on real vectors at the θ of each of eight lanes: what <see cref="VectorEvaluator{TTarget, TObservables}"/> is to one. Parameters of the proposal are none of those a derivative is taken for.</summary>
/// <typeparam name="TTarget">The density.</typeparam>
/// <typeparam name="TObservables">What is averaged.</typeparam>
internal sealed class PackEvaluator<TTarget, TObservables>
    where TTarget : struct, IVectorTarget
    where TObservables : struct, ITransitionObservables
{
    private readonly TTarget target;
    private readonly TObservables observables;
    private readonly int[] wrt;
    private readonly Lanes[] theta;
    private readonly DualLanes[][] duals;
    private readonly DualLanes[] still;
    private readonly DualLanes[] dualValues;

    /// <summary>θ with NaN as the derivative of each parameter that one is taken for, as in a single lane; empty where there is only one.</summary>
    private readonly DualLanes[] unknown;

    /// <summary>One lane alone: says what is wrong with its numbers.</summary>
    private readonly VectorEvaluator<TTarget, TObservables> single;

    /// <summary>A model without θ.</summary>
    /// <param name="problem">The model.</param>
    /// <param name="wrt">Positions in θ of the p parameters a derivative is taken for.</param>
    public PackEvaluator(VectorProblem problem, int[] wrt)
    {
        (target, observables, this.wrt) = ((TTarget)problem.Target, (TObservables)problem.Observables, wrt);
        theta = new Lanes[problem.ModelParameters];
        duals = [.. wrt.Select(_ => new DualLanes[theta.Length])];
        (still, dualValues) = (new DualLanes[target.Dimension], new DualLanes[problem.ObservableCount]);
        unknown = new DualLanes[wrt.Length > 1 ? theta.Length : 0];
        single = new(target, observables, problem.ObservableCount, wrt);
    }

    /// <summary>Gives one lane its θ.</summary>
    public void MoveTo(int place, ReadOnlySpan<double> numbers)
    {
        for (var i = 0; i < theta.Length; i++)
        {
            theta[i] = theta[i].With(place, numbers[i]);
            for (var j = 0; j < wrt.Length; j++)
            {
                duals[j][i] = new(theta[i], Lanes.Constant(i == wrt[j] ? 1 : 0));
            }

            if (unknown.Length > 0)
            {
                unknown[i] = new(theta[i], Lanes.Constant(Array.IndexOf(wrt, i) >= 0 ? double.NaN : 0));
            }
        }
    }

    /// <summary>Evaluates everything there is to evaluate, whatever it gives.</summary>
    public void Try(ReadOnlySpan<Lanes> x, Span<Lanes> values)
    {
        target.LogDensity(x, (ReadOnlySpan<Lanes>)theta);
        observables.Observe(default, x, accepted: false, (ReadOnlySpan<Lanes>)theta, values);
        Lift(x);
        foreach (var direction in duals)
        {
            target.LogDensity(still, (ReadOnlySpan<DualLanes>)direction);
            observables.Observe(default, still, accepted: false, (ReadOnlySpan<DualLanes>)direction, dualValues.AsSpan());
        }
    }

    /// <summary>Refuses starts outside the support.</summary>
    public void RequireSupport(ReadOnlySpan<Lanes> x, Lanes density)
    {
        var outside = density <= Lanes.Constant(double.NegativeInfinity);
        if (!outside.IsEmpty)
        {
            throw Wrong(x, outside, (one, _) => ModelCheck.Start(double.NegativeInfinity, one));
        }
    }

    /// <summary>log g.</summary>
    /// <param name="x">The states.</param>
    /// <param name="where">The lanes in which it has to be a density.</param>
    /// <exception cref="InvalidModelException">There it is NaN or +∞.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes LogDensity(ReadOnlySpan<Lanes> x, LaneSet where)
    {
        var value = target.LogDensity(x, (ReadOnlySpan<Lanes>)theta);
        var wrong = where & ~(value < Lanes.Constant(double.PositiveInfinity));
        return wrong.IsEmpty ? value : throw Wrong(x, wrong, (one, _) => single.LogDensity(one));
    }

    /// <summary>Writes ∂log g, p numbers, whatever they are outside the support.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Score(ReadOnlySpan<Lanes> x, Span<Lanes> score)
    {
        Lift(x);
        for (var j = 0; j < score.Length; j++)
        {
            score[j] = target.LogDensity(still, (ReadOnlySpan<DualLanes>)duals[j]).Derivatives;
        }
    }

    /// <summary>Refuses scores of states in the support that are not finite.</summary>
    /// <param name="x">The states.</param>
    /// <param name="score">What <see cref="Score"/> wrote.</param>
    /// <param name="where">The lanes that use it.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void RequireScore(ReadOnlySpan<Lanes> x, ReadOnlySpan<Lanes> score, LaneSet where)
    {
        var finite = LaneSet.All;
        foreach (var derivative in score)
        {
            finite &= derivative.AreFinite;
        }

        if (!(where & ~finite).IsEmpty)
        {
            throw Wrong(x, where & ~finite, (one, empty) => single.Score(new MovingState(one, empty), new double[wrt.Length]));
        }
    }

    /// <summary>Writes f, k numbers.</summary>
    /// <param name="x">The states.</param>
    /// <param name="values">k numbers to fill.</param>
    /// <param name="where">The lanes that use them.</param>
    /// <exception cref="InvalidModelException">There one is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Observe(ReadOnlySpan<Lanes> x, Span<Lanes> values, LaneSet where)
    {
        observables.Observe(default, x, accepted: false, (ReadOnlySpan<Lanes>)theta, values);
        var finite = LaneSet.All;
        foreach (var value in values)
        {
            finite &= value.AreFinite;
        }

        if (!(where & ~finite).IsEmpty)
        {
            throw Wrong(x, where & ~finite, (one, _) => single.Observe(default, one, accepted: false, new double[dualValues.Length]));
        }
    }

    /// <summary>Adds ∂f at a fixed state, k × p numbers row by row.</summary>
    /// <exception cref="InvalidModelException">One is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddDirect(ReadOnlySpan<Lanes> x, Span<Lanes> slopes)
    {
        Lift(x);
        if (unknown.Length > 0 && IsFreeOfTheta())
        {
            return;
        }

        var finite = LaneSet.All;
        for (var j = 0; j < wrt.Length; j++)
        {
            observables.Observe(default, still, accepted: false, (ReadOnlySpan<DualLanes>)duals[j], dualValues.AsSpan());
            for (var i = 0; i < dualValues.Length; i++)
            {
                finite &= dualValues[i].Derivatives.AreFinite;
                slopes[(i * wrt.Length) + j] += dualValues[i].Derivatives;
            }
        }

        if (!(~finite).IsEmpty)
        {
            throw Wrong(x, ~finite, (one, empty) => single.AddDirect(default, new MovingState(one, empty), accepted: false, new double[SlopeCount]));
        }
    }

    /// <summary>Whether f of the states that were lifted does not contain θ in any lane: then ∂_θ f is 0 for all parameters, and adding it changes no bit.</summary>
    private bool IsFreeOfTheta()
    {
        observables.Observe(default, still, accepted: false, (ReadOnlySpan<DualLanes>)unknown, dualValues.AsSpan());
        var (free, zero) = (LaneSet.All, Lanes.Constant(0));
        foreach (var value in dualValues)
        {
            free &= (value.Derivatives <= zero) & (zero <= value.Derivatives);
        }

        return (~free).IsEmpty;
    }

    private int SlopeCount => dualValues.Length * wrt.Length;

    /// <summary>The states as numbers that do not depend on θ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Lift(ReadOnlySpan<Lanes> x)
    {
        for (var i = 0; i < x.Length; i++)
        {
            still[i] = new(x[i], default);
        }
    }

    /// <summary>Asks the first of the lanes alone, which says what is wrong.</summary>
    private Exception Wrong(ReadOnlySpan<Lanes> x, LaneSet where, Action<Real[], Dual[][]> ask)
    {
        var place = BitOperations.TrailingZeroCount(where.Places);
        var one = new Real[x.Length];
        for (var i = 0; i < one.Length; i++)
        {
            one[i] = new(x[i][place]);
        }

        single.MoveTo([.. theta.Select(numbers => numbers[place])]);
        ask(one, [.. wrt.Select(_ => Array.Empty<Dual>())]);
        return new InvalidModelException($"The model's formulas give other numbers for {nameof(Lanes)} than for {nameof(Real)} at {VectorText.Of(one)}; they must not depend on the type of scalars.");
    }
}
