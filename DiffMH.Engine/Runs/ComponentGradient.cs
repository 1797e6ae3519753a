using DiffMH.Engine.Kernels;
using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Runs;

/// <summary>The objective's derivatives in all of many parameters, replicate by replicate.</summary>
/// <remarks>
/// dφ/dθᵢ = ∂φ/∂θᵢ + Σⱼ ∂φ/∂mⱼ ∂mⱼ/∂θᵢ with ∂φ at the moments of all replicates together, so that the mean over replicates is the gradient of
/// the merged moments, and their scatter its error but for that of ∂φ/∂m. No bias is corrected.
/// </remarks>
internal sealed class ComponentGradient
{
    private readonly PointProblem problem;
    private readonly double[] direct;
    private readonly double[] byMoment;
    private readonly double scoreFactor;

    /// <summary>Evaluates the objective once.</summary>
    /// <param name="problem">The point.</param>
    /// <param name="pooled">What all replicates say together.</param>
    public ComponentGradient(PointProblem problem, PassEstimate pooled)
    {
        this.problem = problem;
        var (p, k) = (problem.Wrt.Length, problem.Layout.Observables);
        (direct, byMoment) = (new double[p], new double[k]);
        var theta = new TracedTheta(problem.InitialTheta.Values, problem.Wrt.AsSpan());
        var moments = new Traced[k];
        for (var j = 0; j < k; j++)
        {
            moments[j] = theta.Tape.Leaf(p + j, pooled.Values[1 + problem.Parameters + j]);
        }

        var gradient = theta.Tape.Gradient(problem.Objective.Value<Traced>(moments, theta.Leaves));
        for (var at = 0; at < gradient.Indices.Length; at++)
        {
            var index = gradient.Indices[at];
            (index < p ? ref direct[index] : ref byMoment[index - p]) = gradient.Values[at];
        }

        // The covariance identity: Σ f s less the mean of f times Σ s.
        for (var j = 0; j < k; j++)
        {
            scoreFactor -= byMoment[j] * moments[j].Value;
        }
    }

    /// <summary>The p derivatives by the sums of one replicate.</summary>
    /// <param name="sums">The rows of its groups and, behind them, its sums in all parameters, see <see cref="ManySums"/>.</param>
    public Vector Of(ReadOnlySpan<double> sums)
    {
        var draws = GroupRows.Merge(sums[..^problem.Shared], problem.Layout.Width)[SumsLayout.Draws];
        var slopes = sums[^problem.Shared..];
        var gradient = (double[])direct.Clone();
        for (var j = 0; j < byMoment.Length; j++)
        {
            Add(slopes.Slice(j * gradient.Length, gradient.Length), byMoment[j] / draws, gradient);
        }

        if (problem.Layout.HasScores)
        {
            Add(slopes[^gradient.Length..], scoreFactor / draws, gradient);
        }

        return Vector.Wrap(gradient);
    }

    private static void Add(ReadOnlySpan<double> slopes, double factor, Span<double> gradient)
    {
        for (var i = 0; i < gradient.Length && factor != 0; i++)
        {
            gradient[i] += factor * slopes[i];
        }
    }
}
