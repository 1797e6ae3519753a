using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>The weight v, per unit of each parameter, of the outcome that an accept/reject coin did not give.</summary>
public static class BirthWeight
{
    /// <summary>A square from which the root is, rounded, the number that was squared: far from where squares lose places.</summary>
    private const double Least = 1e-250;

    /// <summary>Writes v and returns the mass by which the newborn competes; 0 where none is born.</summary>
    /// <param name="estimator">Scheme: how ∂α is spread over the two outcomes. Pruning: what the mass is. Method: whether alternatives are followed at all.</param>
    /// <param name="accepted">Whether the coin accepted.</param>
    /// <param name="logRatio">log r, not NaN; exactly 0 at a tie.</param>
    /// <param name="score">∂log r, p numbers; p = 1 for <see cref="Scheme.OneSided"/>.</param>
    /// <param name="weight">v, p numbers to fill.</param>
    /// <returns>
    /// The Euclidean norm of v; with <see cref="Pruning.Uniform"/> 1 where that is not 0; 0 with every method but <see cref="EstimatorMethod.Dmh"/>,
    /// and where it is no number: 0 · ∞, no newborn of a decision between states whose scores differ by more than there are numbers.
    /// </returns>
    /// <remarks>
    /// Unbiased because α v_acc (f_rej − f_acc) + (1 − α) v_rej (f_acc − f_rej) = ∂α (f_acc − f_rej) for every scheme, with ∂α = r ∂log r
    /// where r &lt; 1, 0 where r &gt; 1. At r = 1, always accepted, α has a kink: its one-sided derivatives are min(0, ∂log r) and
    /// max(0, ∂log r), and half of ∂log r is their mean; <see cref="Scheme.OneSided"/> takes the right one.
    /// </remarks>
    public static double Fill(EstimatorSettings estimator, bool accepted, double logRatio, ReadOnlySpan<double> score, Span<double> weight)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        if (estimator.Method != EstimatorMethod.Dmh)
        {
            weight.Clear();
            return 0;
        }

        var norm = Norm(estimator.Scheme, accepted, logRatio, score, weight);
        return !(norm > 0) ? 0 : estimator.Pruning == Pruning.Uniform ? 1 : norm;
    }

    /// <summary>v per unit of ∂log r; 0 where none is born. Takes no derivative. For all schemes but <see cref="Scheme.OneSided"/>, whose weight is no multiple of ∂log r.</summary>
    /// <param name="estimator">As for <see cref="Fill(EstimatorSettings, bool, double, ReadOnlySpan{double}, Span{double})"/>.</param>
    /// <param name="accepted">Whether the coin accepted.</param>
    /// <param name="logRatio">log r, not NaN; exactly 0 at a tie.</param>
    public static double Scale(EstimatorSettings estimator, bool accepted, double logRatio)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return estimator.Method != EstimatorMethod.Dmh || logRatio > 0 || double.IsNegativeInfinity(logRatio) ? 0
            : logRatio == 0 ? AtTie(accepted)
            : Factor(estimator.Scheme, accepted, Math.Exp(logRatio));
    }

    /// <summary>Writes v and returns |v|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Norm(Scheme scheme, bool accepted, double logRatio, ReadOnlySpan<double> score, Span<double> weight)
    {
        if (logRatio > 0 || double.IsNegativeInfinity(logRatio))
        {
            weight.Clear();
            return 0;
        }

        var ratio = Math.Exp(logRatio);
        if (scheme == Scheme.OneSided)
        {
            weight[0] = OneSided(accepted, ratio, score[0]);
            return weight[0];
        }

        var factor = logRatio == 0 ? AtTie(accepted) : Factor(scheme, accepted, ratio);
        var squares = 0.0;
        for (var i = 0; i < weight.Length; i++)
        {
            weight[i] = factor * score[i];
            squares += weight[i] * weight[i];
        }

        return weight.Length == 1 && squares is > Least and < double.PositiveInfinity ? Math.Abs(weight[0]) : Math.Sqrt(squares);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Factor(Scheme scheme, bool accepted, double ratio) => (scheme, accepted) switch
    {
        (Scheme.Symmetric, true) => -ratio,
        (Scheme.Symmetric, false) => ratio,
        (Scheme.Accept, true) => -1,
        (Scheme.Accept, false) => 0,
        (Scheme.Reject, true) => 0,
        (Scheme.Reject, false) => ratio / (1 - ratio),
        _ => throw new ArgumentOutOfRangeException(nameof(scheme), scheme, "Unknown scheme."),
    };

    private static double AtTie(bool accepted) => accepted ? -0.5 : 0;

    private static double OneSided(bool accepted, double ratio, double score)
    {
        if (accepted)
        {
            return Math.Max(0, -score);
        }

        return Math.Max(0, ratio * score) / (1 - ratio);
    }
}
