namespace DiffMH.Engine.Runs;

/// <summary>
/// What a replicate gathers for its tail average and for the stop rules, in windows of k = <see cref="PointProblem.TailAverage"/>
/// iterations that are counted back from the last one: a rule that ends a point at a window's end has the tail average at hand.
/// </summary>
/// <param name="problem">The point.</param>
/// <param name="pass">The iteration now, from 0.</param>
internal sealed class TailWindow(PointProblem problem, int pass)
{
    /// <summary>Whether the iteration is the first of a window. The one before the first whole window may be shorter, and is never looked at.</summary>
    private bool IsFirst => (problem.Iterations - pass) % problem.TailAverage == 0;

    /// <summary>Whether a whole window ends before a pass, and it is not the last: where the rules look.</summary>
    public static bool EndsBefore(PointProblem problem, int pass) =>
        pass >= problem.TailAverage && pass < problem.Iterations && (problem.Iterations - pass) % problem.TailAverage == 0;

    /// <summary>The window's sum of θ after each step, one step more.</summary>
    public Vector AddTheta(Vector sum, ReadOnlySpan<double> theta)
    {
        var next = IsFirst ? new double[theta.Length] : sum.Values.ToArray();
        for (var i = 0; i < next.Length; i++)
        {
            next[i] += theta[i];
        }

        return Vector.Wrap(next);
    }

    /// <summary>θ after each of the last k steps, one step more: a wall time ends a run anywhere, so sums over windows do not do.</summary>
    public Vector AddRecent(Vector recent, ReadOnlySpan<double> theta)
    {
        var kept = recent.Values;
        return problem.Spec.Stop?.WallTime is null
            ? Vector.Empty
            : Vector.Wrap([.. kept[(kept.Length < problem.TailAverage * theta.Length ? 0 : theta.Length)..], .. theta]);
    }

    /// <summary>The window's sums of the uphill gradient and of its squared standard errors, one iteration more.</summary>
    /// <param name="drift">The p sums and p sums so far.</param>
    /// <param name="theta">Where the iteration ran.</param>
    /// <param name="uphill">The gradient there; its negative where the objective is made small.</param>
    /// <param name="errors">Its standard errors.</param>
    /// <remarks>At a bound, or for a logit near one, a component that points outwards counts as an exact zero: θ rests there.</remarks>
    public Vector AddDrift(Vector drift, ReadOnlySpan<double> theta, ReadOnlySpan<double> uphill, ReadOnlySpan<double> errors)
    {
        if (!problem.LooksAtGradient)
        {
            return Vector.Empty;
        }

        var p = theta.Length;
        var next = IsFirst || drift.Count == 0 ? new double[2 * p] : drift.Values.ToArray();
        var (bounds, transforms) = (Bounds.Of(problem), problem.Optimizer.Transforms);
        for (var i = 0; i < p; i++)
        {
            if (!bounds.Holds(i, theta[i], uphill[i], transforms.IsDefaultOrEmpty ? ParameterTransform.None : transforms[i]))
            {
                next[i] += uphill[i];
                next[p + i] += errors[i] * errors[i];
            }
        }

        return Vector.Wrap(next);
    }

    /// <summary>Σ of all θ that <see cref="AddRecent"/> kept, in their order: the bits of <see cref="AddTheta"/> over the same steps.</summary>
    public static Vector SumOf(Vector recent, int parameters)
    {
        var sum = new double[parameters];
        for (var at = 0; at < recent.Count; at++)
        {
            sum[at % parameters] += recent[at];
        }

        return Vector.Wrap(sum);
    }
}
