using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Engine.Kernels;

/// <summary>A model on real vectors at one θ: densities, scores and observables of the states it is asked for.</summary>
/// <typeparam name="TTarget">The density.</typeparam>
/// <typeparam name="TObservables">What is averaged.</typeparam>
/// <param name="target">The density.</param>
/// <param name="observables">What is averaged.</param>
/// <param name="count">k.</param>
/// <param name="wrt">Positions in θ of the p parameters a derivative is taken for; those beyond the model's are the proposal's, on which only the states may depend.</param>
internal sealed class VectorEvaluator<TTarget, TObservables>(TTarget target, TObservables observables, int count, int[] wrt)
    where TTarget : struct, IVectorTarget
    where TObservables : struct, ITransitionObservables
{
    private readonly TTarget target = target;
    private readonly TObservables observables = observables;
    private readonly Dual[] stillBefore = new Dual[target.Dimension];
    private readonly Dual[] still = new Dual[target.Dimension];
    private readonly Dual[] dualValues = new Dual[count];
    private readonly DualBlock[] stillBlock = new DualBlock[target.Dimension];
    private Real[] reals = [];
    private Dual[][] duals = [];
    private bool? isObservedDirectly;
    private DualBlock[][] blocks = [];
    private long evaluations;

    /// <summary>Evaluates at this θ from now on.</summary>
    public void MoveTo(ReadOnlySpan<double> theta)
    {
        if (!theta.SequenceEqual(Doubles(reals)) || duals.Length != wrt.Length)
        {
            (reals, duals) = (Seeded.Reals(theta), Seeded.Duals(theta, wrt));
            blocks = IsOfModel(theta.Length) ? DualBlock.Seed(theta, wrt) : [];
            isObservedDirectly ??= Dependence.Of(observables, dualValues.Length, still.Length, theta.Length, wrt);
        }
    }

    /// <summary>Evaluations of log g and of its derivatives, one for each parameter, since this was last asked.</summary>
    public long TakeEvaluations()
    {
        var taken = evaluations;
        evaluations = 0;
        return taken;
    }

    /// <summary>log g.</summary>
    /// <exception cref="InvalidModelException">It is NaN or +∞.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double LogDensity(ReadOnlySpan<Real> x)
    {
        evaluations++;
        var value = target.LogDensity(x, (ReadOnlySpan<Real>)reals).Value;
        return value < double.PositiveInfinity ? value : throw WrongDensity(value, x);
    }

    /// <summary>Writes ∂log g, p numbers, of a state in the support: ∂_θ log g + ∇_x log g · ẋ.</summary>
    /// <exception cref="InvalidModelException">It is not finite.</exception>
    public void Score(in MovingState<Real, Dual> state, Span<double> score)
    {
        evaluations += score.Length;
        if (blocks.Length > 0)
        {
            ScoreInBlocks(state.X, score);
            return;
        }

        Lift(state.X, still);
        var areFinite = true;
        for (var j = 0; j < score.Length; j++)
        {
            score[j] = target.LogDensity(state.Along(j, still), (ReadOnlySpan<Dual>)duals[j]).Derivative;
            areFinite &= double.IsFinite(score[j]);
        }

        if (!areFinite)
        {
            RefuseScore(state.X, score);
        }
    }

    /// <summary>Whether observables may change with a parameter at fixed decisions, so that <see cref="AddDirect"/> has something to add.</summary>
    public bool IsObservedDirectly => isObservedDirectly ?? true;

    /// <summary>Writes f of one step, k numbers.</summary>
    /// <param name="x">The state before it, which may be nothing unless the observables look back.</param>
    /// <param name="next">The state after it.</param>
    /// <param name="accepted">Whether the suggestion was accepted.</param>
    /// <param name="values">k numbers to fill.</param>
    /// <exception cref="InvalidModelException">One is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Observe(ReadOnlySpan<Real> x, ReadOnlySpan<Real> next, bool accepted, Span<double> values)
    {
        observables.Observe(x, next, accepted, (ReadOnlySpan<Real>)reals, MemoryMarshal.Cast<double, Real>(values));
        if (!Elementwise.AreFinite(values))
        {
            RefuseObservables(next, values);
        }
    }

    /// <summary>Adds ∂f of one step at fixed decisions, k × p numbers row by row: ∂_θ f + ∇₁f · ẋ + ∇₂f · ẋ⁺.</summary>
    /// <param name="before">x, which may be nothing unless the observables look back.</param>
    /// <param name="after">x⁺.</param>
    /// <param name="accepted">Whether the suggestion was accepted.</param>
    /// <param name="slopes">What to add to.</param>
    /// <exception cref="InvalidModelException">One is not finite.</exception>
    public void AddDirect(in MovingState<Real, Dual> before, in MovingState<Real, Dual> after, bool accepted, Span<double> slopes)
    {
        Lift(after.X, still);
        Lift(before.X, stillBefore);
        var areFinite = true;
        for (var j = 0; j < wrt.Length; j++)
        {
            var x = observables.LooksBack ? before.Along(j, stillBefore) : [];
            observables.Observe(x, after.Along(j, still), accepted, (ReadOnlySpan<Dual>)duals[j], dualValues.AsSpan());
            for (var i = 0; i < dualValues.Length; i++)
            {
                areFinite &= double.IsFinite(dualValues[i].Derivative);
                slopes[(i * wrt.Length) + j] += dualValues[i].Derivative;
            }

            if (!areFinite)
            {
                RefuseDerivatives(after.X);
            }
        }
    }

    /// <summary>Whether there are several derivatives, all for parameters of the model, with which x does not move.</summary>
    private bool IsOfModel(int parameters) => wrt.Length > 1 && wrt.All(position => position < parameters);

    /// <summary>Writes ∂log g, eight parameters at a time.</summary>
    private void ScoreInBlocks(ReadOnlySpan<Real> x, Span<double> score)
    {
        for (var i = 0; i < x.Length; i++)
        {
            stillBlock[i] = DualBlock.Constant(x[i].Value);
        }

        for (var b = 0; b < blocks.Length; b++)
        {
            var derivatives = target.LogDensity((ReadOnlySpan<DualBlock>)stillBlock, (ReadOnlySpan<DualBlock>)blocks[b]).Derivatives;
            var part = score[(b * DualBlock.Width)..];
            if (part.Length >= DualBlock.Width)
            {
                derivatives.CopyTo(part);
                continue;
            }

            for (var j = 0; j < part.Length; j++)
            {
                part[j] = derivatives[j];
            }
        }

        if (!Elementwise.AreFinite(score))
        {
            RefuseScore(x, score);
        }
    }

    // What is said of numbers that no chain can use stands by itself: the loops that look for them are compiled without it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private InvalidModelException WrongDensity(double value, ReadOnlySpan<Real> x) => ModelCheck.InvalidLogDensity(value, VectorText.Of(x), Doubles(reals));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RefuseScore(ReadOnlySpan<Real> x, ReadOnlySpan<double> score)
    {
        foreach (var derivative in score)
        {
            ModelCheck.Finite(derivative, $"score of {VectorText.Of(x)}", Doubles(reals));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RefuseObservables(ReadOnlySpan<Real> x, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            ModelCheck.Finite(values[i], $"observable {i} of {VectorText.Of(x)}", Doubles(reals));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RefuseDerivatives(ReadOnlySpan<Real> x)
    {
        for (var i = 0; i < dualValues.Length; i++)
        {
            ModelCheck.Finite(dualValues[i].Derivative, $"derivative of observable {i} of {VectorText.Of(x)}", Doubles(reals));
        }
    }

    /// <summary>The state as numbers that do not depend on θ.</summary>
    private static void Lift(ReadOnlySpan<Real> x, Dual[] lifted)
    {
        for (var i = 0; i < x.Length; i++)
        {
            lifted[i] = Dual.Constant(x[i].Value);
        }
    }

    private static ReadOnlySpan<double> Doubles(ReadOnlySpan<Real> numbers) => MemoryMarshal.Cast<Real, double>(numbers);
}
