namespace DiffMH.Engine.Runs;

/// <summary>The θ at which a pass runs every group: its own and, for difference quotients, a step up and a step down in each parameter.</summary>
/// <remarks>All of a group are on the same random streams, which are named without θ.</remarks>
/// <param name="problem">The point.</param>
internal sealed class ShiftedTheta(PointProblem problem)
{
    private readonly Vector steps = problem.Spec.Estimator.Steps;

    /// <summary>All parameters of the model at each θ: at the given one, then up and down in the first of the p parameters, and so on.</summary>
    /// <param name="wrt">The p parameters a derivative is taken for.</param>
    public IEnumerable<Vector> Around(Vector wrt)
    {
        yield return problem.ThetaAt(wrt.Values);
        for (var i = 0; i < steps.Count; i++)
        {
            yield return Shifted(wrt, i, steps[i]);
            yield return Shifted(wrt, i, -steps[i]);
        }
    }

    /// <summary>The rows of each replicate, which come θ by θ, group by group: what is left out of a statistic is a group at all its θ.</summary>
    /// <param name="rows">One row for each replicate, θ and group, in this order.</param>
    /// <returns>One row for each replicate, group and θ, in this order.</returns>
    public ReadOnlySpan<double> ByGroup(ReadOnlySpan<double> rows)
    {
        if (steps.Count == 0)
        {
            return rows;
        }

        var (width, thetas, groups) = (problem.Layout.Width, problem.Spec.Estimator.Thetas, problem.Groups);
        var sorted = new double[rows.Length];
        for (var at = 0; at < rows.Length; at += width)
        {
            var (replicate, rest) = Math.DivRem(at / width, thetas * groups);
            var (theta, group) = Math.DivRem(rest, groups);
            rows.Slice(at, width).CopyTo(sorted.AsSpan(((((replicate * groups) + group) * thetas) + theta) * width));
        }

        return sorted;
    }

    private Vector Shifted(Vector wrt, int parameter, double step)
    {
        var shifted = wrt.Values.ToArray();
        shifted[parameter] += step;
        return problem.ThetaAt(shifted);
    }
}
