using DiffMH.Engine.Kernels;
using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Runs;

/// <summary>The objective's derivatives in all of many parameters, replicate by replicate.</summary>
/// <remarks>
/// dφ/dθᵢ = ∂φ/∂θᵢ + Σⱼ ∂φ/∂mⱼ ∂mⱼ/∂θᵢ with ∂φ at the moments of all replicates together, so that the mean over replicates is the gradient of
/// the merged moments, and their scatter its error but for that of ∂φ/∂m. No bias is corrected. By the covariance identity ∂mⱼ/∂θᵢ is the mean of
/// (fⱼ − m̄ⱼ)(sᵢ − s̄ᵢ), with both centres those of all replicates: about any other centre of s the mean over replicates is the same, and
/// the scatter larger.
/// </remarks>
internal sealed class ComponentGradient
{
    private readonly PointProblem problem;
    private readonly double[] direct;
    private readonly double[] byMoment;
    private readonly double[] moments;
    private readonly double[] meanScores;

    /// <summary>Evaluates the objective once.</summary>
    /// <param name="problem">The point.</param>
    /// <param name="pooled">What these replicates say together.</param>
    /// <param name="sums">The sums of each that did not fail, see <see cref="Of"/>: one that is not a number would make all components so.</param>
    public ComponentGradient(PointProblem problem, PassEstimate pooled, ReadOnlySpan<double> sums)
    {
        this.problem = problem;
        var (p, k) = (problem.Wrt.Length, problem.Layout.Observables);
        (direct, byMoment, moments, meanScores) = (new double[p], new double[k], new double[k], new double[problem.Layout.HasScores ? p : 0]);
        var theta = new TracedTheta(problem.InitialTheta.Values, problem.Wrt.AsSpan());
        var leaves = new Traced[k];
        for (var j = 0; j < k; j++)
        {
            moments[j] = pooled.Values[1 + problem.Parameters + j];
            leaves[j] = theta.Tape.Leaf(p + j, moments[j]);
        }

        var gradient = theta.Tape.Gradient(problem.Objective.Value<Traced>(leaves, theta.Leaves));
        for (var at = 0; at < gradient.Indices.Length; at++)
        {
            var index = gradient.Indices[at];
            (index < p ? ref direct[index] : ref byMoment[index - p]) = gradient.Values[at];
        }

        var draws = 0.0;
        for (var at = 0; at < sums.Length && problem.Layout.HasScores; at += problem.ReplicateWidth)
        {
            draws += Merge(sums.Slice(at, problem.ReplicateWidth))[SumsLayout.Draws];
            Add(Scores(sums.Slice(at, problem.ReplicateWidth)), 1, meanScores);
        }

        foreach (ref var score in meanScores.AsSpan())
        {
            score /= draws;
        }
    }

    /// <summary>The p derivatives by the sums of one replicate.</summary>
    /// <param name="sums">The rows of its groups and, behind them, its sums in all parameters, see <see cref="ManySums"/>.</param>
    public Vector Of(ReadOnlySpan<double> sums)
    {
        var row = Merge(sums);
        var draws = row[SumsLayout.Draws];
        var slopes = sums[^problem.Shared..];
        var gradient = (double[])direct.Clone();
        for (var j = 0; j < byMoment.Length; j++)
        {
            Add(slopes.Slice(j * gradient.Length, gradient.Length), byMoment[j] / draws, gradient);
            if (problem.Layout.HasScores)
            {
                // mean (f − m̄)(s − s̄) = mean f s − m̄ mean s − (mean f − m̄) s̄
                Add(Scores(sums), -byMoment[j] * moments[j] / draws, gradient);
                Add(meanScores, -byMoment[j] * ((row[SumsLayout.Moments + j] / draws) - moments[j]), gradient);
            }
        }

        return Vector.Wrap(gradient);
    }

    private double[] Merge(ReadOnlySpan<double> sums) => GroupRows.Merge(sums[..^problem.Shared], problem.Layout.Width);

    private ReadOnlySpan<double> Scores(ReadOnlySpan<double> sums) => sums[^direct.Length..];

    private static void Add(ReadOnlySpan<double> slopes, double factor, Span<double> gradient)
    {
        for (var i = 0; i < gradient.Length && factor != 0; i++)
        {
            gradient[i] += factor * slopes[i];
        }
    }
}
