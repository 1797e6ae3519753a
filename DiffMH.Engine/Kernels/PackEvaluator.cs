using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffMH.Engine.Kernels;

/// <summary>A model on real vectors at the θ of each of eight lanes: what <see cref="VectorEvaluator{TTarget, TObservables}"/> is to one.</summary>
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
    private readonly DualLanes[] stillSuggested;
    private readonly Lanes[] ifAccepted;
    private readonly DualLanes[] dualValues;
    private readonly DualLanes[] dualIfAccepted;
    private readonly bool isObservedDirectly;

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
        (still, stillSuggested) = (new DualLanes[target.Dimension], new DualLanes[target.Dimension]);
        (ifAccepted, dualValues, dualIfAccepted) = (new Lanes[problem.ObservableCount], new DualLanes[problem.ObservableCount], new DualLanes[problem.ObservableCount]);
        isObservedDirectly = Dependence.Of(observables, problem.ObservableCount, target.Dimension, theta.Length, wrt);
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
        }
    }

    /// <summary>Evaluates everything there is to evaluate, whatever it gives.</summary>
    public void Try(ReadOnlySpan<Lanes> x, Span<Lanes> values)
    {
        target.LogDensity(x, (ReadOnlySpan<Lanes>)theta);
        Fill(x, x, LaneSet.All, values);
        Lift(x, still);
        foreach (var direction in duals)
        {
            target.LogDensity(still, (ReadOnlySpan<DualLanes>)direction);
            FillDuals(still, still, LaneSet.All, direction);
        }
    }

    /// <summary>Refuses starts outside the support.</summary>
    public void RequireSupport(ReadOnlySpan<Lanes> x, Lanes density)
    {
        var outside = density <= Lanes.Constant(double.NegativeInfinity);
        if (!outside.IsEmpty)
        {
            throw Wrong(PackStep.Of(x, x, default), outside, one => ModelCheck.Start(double.NegativeInfinity, one.After.X));
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
        return wrong.IsEmpty ? value : throw Wrong(PackStep.Of(x, x, default), wrong, one => single.LogDensity(one.After.X));
    }

    /// <summary>Writes ∂log g, p numbers, whatever they are outside the support.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Score(in MovingState<Lanes, DualLanes> state, Span<Lanes> score)
    {
        Lift(state.X, still);
        for (var j = 0; j < score.Length; j++)
        {
            score[j] = target.LogDensity(state.Along(j, still), (ReadOnlySpan<DualLanes>)duals[j]).Derivatives;
        }
    }

    /// <summary>Refuses scores of states in the support that are not finite.</summary>
    /// <param name="state">The states.</param>
    /// <param name="score">What <see cref="Score"/> wrote.</param>
    /// <param name="where">The lanes that use it.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void RequireScore(in MovingState<Lanes, DualLanes> state, ReadOnlySpan<Lanes> score, LaneSet where)
    {
        var finite = LaneSet.All;
        foreach (var derivative in score)
        {
            finite &= derivative.AreFinite;
        }

        if (!(where & ~finite).IsEmpty)
        {
            throw Wrong(PackStep.At(state), where & ~finite, one => single.Score(one.After, new double[wrt.Length]));
        }
    }

    /// <summary>Writes f of one step, k numbers.</summary>
    /// <param name="step">The step; of observables that do not look back the states from which it goes.</param>
    /// <param name="values">k numbers to fill.</param>
    /// <param name="where">The lanes that use them.</param>
    /// <exception cref="InvalidModelException">There one is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Observe(in PackStep step, Span<Lanes> values, LaneSet where)
    {
        Fill(step.From.X, step.To.X, step.Accepted, values);
        var finite = LaneSet.All;
        foreach (var value in values)
        {
            finite &= value.AreFinite;
        }

        if (!(where & ~finite).IsEmpty)
        {
            throw Wrong(step, where & ~finite, one => single.Observe(one.Before.X, one.After.X, one.Accepted, new double[dualValues.Length]));
        }
    }

    /// <summary>Adds ∂f of one step at fixed decisions, k × p numbers row by row.</summary>
    /// <param name="step">As above.</param>
    /// <param name="slopes">What to add to.</param>
    /// <exception cref="InvalidModelException">One is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddDirect(in PackStep step, Span<Lanes> slopes)
    {
        if (!isObservedDirectly)
        {
            return;   // ∂f is 0, and adding it would change no bit
        }

        Lift(step.From.X, still);
        if (observables.LooksBack)
        {
            Lift(step.To.X, stillSuggested);
        }

        var finite = LaneSet.All;
        for (var j = 0; j < wrt.Length; j++)
        {
            FillDuals(step.From.Along(j, still), step.To.Along(j, stillSuggested), step.Accepted, duals[j]);
            for (var i = 0; i < dualValues.Length; i++)
            {
                finite &= dualValues[i].Derivatives.AreFinite;
                slopes[(i * wrt.Length) + j] += dualValues[i].Derivatives;
            }
        }

        if (!(~finite).IsEmpty)
        {
            throw Wrong(step, ~finite, one => single.AddDirect(one.Before, one.After, one.Accepted, new double[SlopeCount]));
        }
    }

    private int SlopeCount => dualValues.Length * wrt.Length;

    /// <summary>Writes f of one step. A formula is told whether the suggestion was accepted, and that differs between lanes: each answer is given to all, and those that apply are selected.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Fill(ReadOnlySpan<Lanes> from, ReadOnlySpan<Lanes> to, LaneSet accepted, Span<Lanes> values)
    {
        observables.Observe(from, from, accepted: false, (ReadOnlySpan<Lanes>)theta, values);
        if (observables.LooksBack && !accepted.IsEmpty)
        {
            observables.Observe(from, to, accepted: true, (ReadOnlySpan<Lanes>)theta, ifAccepted.AsSpan());
            accepted.Move(ifAccepted, values);
        }
    }

    /// <summary>Writes f of one step with its derivative in one direction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FillDuals(ReadOnlySpan<DualLanes> from, ReadOnlySpan<DualLanes> to, LaneSet accepted, ReadOnlySpan<DualLanes> direction)
    {
        observables.Observe(from, from, accepted: false, direction, dualValues.AsSpan());
        if (observables.LooksBack && !accepted.IsEmpty)
        {
            observables.Observe(from, to, accepted: true, direction, dualIfAccepted.AsSpan());
            accepted.Move(MemoryMarshal.Cast<DualLanes, Lanes>(dualIfAccepted), MemoryMarshal.Cast<DualLanes, Lanes>(dualValues.AsSpan()));
        }
    }

    /// <summary>The states as numbers that do not depend on θ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Lift(ReadOnlySpan<Lanes> x, DualLanes[] lifted)
    {
        for (var i = 0; i < x.Length; i++)
        {
            lifted[i] = new(x[i], default);
        }
    }

    /// <summary>Asks the first of the lanes alone, which says what is wrong.</summary>
    private Exception Wrong(in PackStep step, LaneSet where, Action<LaneStep> ask)
    {
        var place = BitOperations.TrailingZeroCount(where.Places);
        var one = step.Of(place);
        single.MoveTo([.. theta.Select(numbers => numbers[place])]);
        ask(one);
        return new InvalidModelException($"The model's formulas give other numbers for {nameof(Lanes)} than for {nameof(Real)} at {VectorText.Of(one.After.X)}; they must not depend on the type of scalars.");
    }
}
