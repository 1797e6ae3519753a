using System.Collections.Immutable;
using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Statistics;

/// <summary>From merged sums: the objective φ(m, θ), its total gradient, and the moments m. In this order 1 + p + k numbers.</summary>
/// <remarks>
/// m = Σf / draws, ∂m/∂θ = Σ∂f / draws, where scores are summed plus the covariance Σfs / draws − (Σf / draws)(Σs / draws), in which a
/// constant of s cancels and whose bias, of the order of 1/draws, the jackknife removes with those of φ. Where the lanes' decisions D are
/// summed, each lane's Σf D less its Σ D times the mean of f over the other lanes: over L lanes of N draws, with F and B the sums of f and D,
/// Σ_ℓ b_ℓ B_ℓ = (F B − Σ_ℓ F_ℓ B_ℓ) / N(L − 1), without bias because E B_ℓ = 0 and lanes are independent; NaN with one lane.
/// dφ/dθᵢ = ∂φ/∂θᵢ + ∂φ/∂m · ∂m/∂θᵢ is the derivative of φ in the one direction that moves θᵢ by 1 and m by ∂m/∂θᵢ, hence one evaluation by
/// <see cref="Dual"/> for each parameter. Used by one thread at a time.
/// </remarks>
public sealed class ObjectiveStatistic
{
    private readonly IObjective objective;
    private readonly SumsLayout layout;
    private readonly ImmutableArray<int> wrt;
    private readonly Dual[] moments;
    private readonly Dual[] theta;

    /// <summary>For each direction θ with the derivatives of all parameters it moves; none where each parameter moves on its own.</summary>
    private readonly Dual[][] along;

    /// <summary>The statistic at given parameters.</summary>
    /// <param name="objective">φ.</param>
    /// <param name="layout">Where the sums stand.</param>
    /// <param name="wrt">Positions in θ of the p parameters a derivative is taken for, at least one.</param>
    /// <param name="theta">All parameters of the model.</param>
    /// <param name="directions">The directions in which derivatives are in the sums; default where they are in each of the p parameters.</param>
    public ObjectiveStatistic(IObjective objective, SumsLayout layout, ImmutableArray<int> wrt, ReadOnlySpan<double> theta, ImmutableArray<Direction> directions = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        along = directions.IsDefaultOrEmpty ? [] : Seeded.Duals(theta, wrt.AsSpan(), directions.AsSpan());
        if ((along.Length == 0 ? wrt.Length : along.Length) != layout.Parameters || wrt.IsEmpty)
        {
            throw new ArgumentException($"Derivatives for {layout.Parameters} parameters are in the sums; found {wrt.Length} positions in θ.", nameof(wrt));
        }

        (this.objective, this.layout, this.wrt) = (objective, layout, wrt);
        moments = new Dual[layout.Observables];
        this.theta = new Dual[theta.Length];
        for (var i = 0; i < theta.Length; i++)
        {
            this.theta[i] = Dual.Constant(theta[i]);
        }
    }

    /// <summary>1 + p + k.</summary>
    public int Count => 1 + layout.Parameters + layout.Observables;

    /// <summary>Forms the numbers.</summary>
    /// <param name="sums">A row of sums, of one group or of many.</param>
    /// <param name="values">Receives φ, then p derivatives, then k moments.</param>
    public void Evaluate(ReadOnlySpan<double> sums, Span<double> values)
    {
        var draws = sums[SumsLayout.Draws];
        var (k, p) = (layout.Observables, layout.Parameters);
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j < k; j++)
            {
                moments[j] = new(sums[SumsLayout.Moments + j] / draws, (sums[layout.Slopes + (j * p) + i] + CrossProduct(sums, j, i) - Baseline(sums, j, i)) / draws);
            }

            var value = along.Length > 0 ? objective.Value<Dual>(moments, along[i]) : Along(wrt[i]);
            (values[0], values[1 + i]) = (value.Value, value.Derivative);
        }

        for (var j = 0; j < k; j++)
        {
            values[1 + p + j] = moments[j].Value;
        }
    }

    /// <summary>Σ (f − mean f)(s − mean s) of one observable and one parameter; 0 where no scores are summed.</summary>
    private double CrossProduct(ReadOnlySpan<double> sums, int observable, int parameter) => layout.HasScores
        ? sums[layout.Products + (observable * layout.Parameters) + parameter]
            - (sums[SumsLayout.Moments + observable] * (sums[layout.Scores + parameter] / sums[SumsLayout.Draws]))
        : 0;

    /// <summary>Σ over lanes of the mean of f over the others times the lane's own Σ D; 0 where no decisions are summed.</summary>
    private double Baseline(ReadOnlySpan<double> sums, int observable, int parameter)
    {
        if (!layout.HasDecisions)
        {
            return 0;
        }

        var (lanes, draws) = (sums[layout.Lanes], sums[SumsLayout.Draws]);
        var ofOthers = (sums[SumsLayout.Moments + observable] * sums[layout.Scores + parameter]) - sums[layout.Products + (observable * layout.Parameters) + parameter];
        return lanes > 1 ? ofOthers / (draws - (draws / lanes)) : double.NaN;
    }

    private Dual Along(int parameter)
    {
        var at = theta[parameter].Value;
        theta[parameter] = new(at, 1);
        var value = objective.Value<Dual>(moments, theta);
        theta[parameter] = Dual.Constant(at);
        return value;
    }
}
