using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffMH.Engine.Kernels;

/// <summary>A model on real vectors at one θ: densities, scores and observables of the states it is asked for.</summary>
/// <typeparam name="TTarget">The density.</typeparam>
/// <typeparam name="TObservables">What is averaged.</typeparam>
/// <param name="target">The density.</param>
/// <param name="observables">What is averaged.</param>
/// <param name="count">k.</param>
/// <param name="wrt">Positions in θ of the p parameters a derivative is taken for.</param>
internal sealed class VectorEvaluator<TTarget, TObservables>(TTarget target, TObservables observables, int count, int[] wrt)
    where TTarget : struct, IVectorTarget
    where TObservables : struct, IVectorObservables
{
    private readonly TTarget target = target;
    private readonly TObservables observables = observables;
    private readonly Dual[] dualState = new Dual[target.Dimension];
    private readonly Dual[] dualValues = new Dual[count];
    private Real[] reals = [];
    private Dual[][] duals = [];

    /// <summary>Evaluates at this θ from now on.</summary>
    public void MoveTo(ReadOnlySpan<double> theta)
    {
        if (!theta.SequenceEqual(Doubles(reals)) || duals.Length != wrt.Length)
        {
            (reals, duals) = (Seeded.Reals(theta), Seeded.Duals(theta, wrt));
        }
    }

    /// <summary>log g.</summary>
    /// <exception cref="InvalidModelException">It is NaN or +∞.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double LogDensity(ReadOnlySpan<Real> x)
    {
        var value = target.LogDensity(x, (ReadOnlySpan<Real>)reals).Value;
        return value < double.PositiveInfinity ? value : ModelCheck.LogDensity(value, VectorText.Of(x), Doubles(reals));
    }

    /// <summary>Writes ∂log g, p numbers, of a state in the support.</summary>
    /// <exception cref="InvalidModelException">It is not finite.</exception>
    public void Score(ReadOnlySpan<Real> x, Span<double> score)
    {
        Lift(x);
        for (var j = 0; j < score.Length; j++)
        {
            var derivative = target.LogDensity((ReadOnlySpan<Dual>)dualState, (ReadOnlySpan<Dual>)duals[j]).Derivative;
            score[j] = double.IsFinite(derivative) ? derivative : ModelCheck.Finite(derivative, $"score of {VectorText.Of(x)}", Doubles(reals));
        }
    }

    /// <summary>Writes f, k numbers.</summary>
    /// <exception cref="InvalidModelException">One is not finite.</exception>
    public void Observe(ReadOnlySpan<Real> x, Span<double> values)
    {
        observables.Observe(x, (ReadOnlySpan<Real>)reals, MemoryMarshal.Cast<double, Real>(values));
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                ModelCheck.Finite(values[i], $"observable {i} of {VectorText.Of(x)}", Doubles(reals));
            }
        }
    }

    /// <summary>Adds ∂_θ f at fixed state, k × p numbers row by row.</summary>
    /// <exception cref="InvalidModelException">One is not finite.</exception>
    public void AddDirect(ReadOnlySpan<Real> x, Span<double> slopes)
    {
        Lift(x);
        for (var j = 0; j < wrt.Length; j++)
        {
            observables.Observe((ReadOnlySpan<Dual>)dualState, (ReadOnlySpan<Dual>)duals[j], dualValues.AsSpan());
            for (var i = 0; i < dualValues.Length; i++)
            {
                var derivative = dualValues[i].Derivative;
                slopes[(i * wrt.Length) + j] += double.IsFinite(derivative)
                    ? derivative
                    : ModelCheck.Finite(derivative, $"derivative of observable {i} of {VectorText.Of(x)}", Doubles(reals));
            }
        }
    }

    /// <summary>The state as numbers that do not depend on θ.</summary>
    private void Lift(ReadOnlySpan<Real> x)
    {
        for (var i = 0; i < dualState.Length; i++)
        {
            dualState[i] = Dual.Constant(x[i].Value);
        }
    }

    private static ReadOnlySpan<double> Doubles(ReadOnlySpan<Real> numbers) => MemoryMarshal.Cast<Real, double>(numbers);
}
