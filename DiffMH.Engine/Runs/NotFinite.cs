using System.Globalization;
using DiffMH.Engine.Objectives;
using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Runs;

/// <summary>Finds numbers that are not finite and says which, where and at which θ.</summary>
internal static class NotFinite
{
    /// <summary>The first count, moment or slope of a replicate's groups that is not finite; null where all are.</summary>
    /// <remarks>Sums that only diagnostics use may be NaN, as variances of half-chains of one draw are.</remarks>
    public static Failure? InSums(PointProblem problem, int replicate, Vector theta, ReadOnlySpan<double> rows)
    {
        var (width, layout) = (problem.Layout.Width, problem.Layout);
        for (var at = 0; at < rows.Length; at++)
        {
            if ((at % width < layout.Squares || at % width >= layout.Scores) && !double.IsFinite(rows[at]))
            {
                return Found(problem, replicate, theta, $"the sum of {NameOf(problem, at % width)} in group {at / problem.GroupWidth} is {Number(rows[at])}", "Densities, observables and their derivatives must be finite on every state reached");
            }
        }

        return null;
    }

    /// <summary>The objective or a component of its gradient, where not finite; null where all are.</summary>
    /// <param name="problem">The point.</param>
    /// <param name="replicate">The replicate; null for all together.</param>
    /// <param name="theta">The p parameters.</param>
    /// <param name="estimate">What to look at.</param>
    public static Failure? InEstimate(PointProblem problem, int? replicate, Vector theta, PassEstimate estimate)
    {
        for (var i = 0; i <= problem.Parameters; i++)
        {
            if (!double.IsFinite(estimate.Values[i]))
            {
                // Where an expression says what is not finite, the bias correction may have made another such number of it.
                var (what, why) = (i == 0 ? "the objective" : $"the objective's derivative for {problem.WrtName(i - 1)}", Why(problem, theta, estimate));
                return Found(problem, replicate, theta, why.Length > 0 ? $"{what} is not finite" : $"{what} is {Number(estimate.Values[i])}", $"{why}The objective must be smooth at the moments reached, also with one group left out: try more chains or draws");
            }
        }

        return null;
    }

    /// <summary>A parameter after a step, where not finite; null where all are.</summary>
    public static Failure? InTheta(PointProblem problem, int replicate, Vector theta, ReadOnlySpan<double> next)
    {
        for (var i = 0; i < next.Length; i++)
        {
            if (!double.IsFinite(next[i]))
            {
                return Found(problem, replicate, theta, $"the step of {problem.WrtName(i)} led to a value that is {Number(next[i])}", "Try a smaller learning rate");
            }
        }

        return null;
    }

    /// <summary>Of an expression, the operation at fault; empty where it is another objective, or finite at the moments of all groups.</summary>
    private static string Why(PointProblem problem, Vector theta, PassEstimate estimate) =>
        (problem.Objective as ExpressionObjective)?.WhyNotFinite(estimate.Values.Values[(1 + problem.Parameters)..], problem.ThetaAt(theta.Values).Values) is { } why
            ? $"In its expression, {why}. "
            : "";

    private static Failure Found(PointProblem problem, int? replicate, Vector theta, string what, string advice)
    {
        var place = string.Join(", ", Enumerable.Range(0, theta.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{problem.WrtName(i)} = {theta[i]}")));
        var message = string.Create(CultureInfo.InvariantCulture, $"{(replicate is null ? "All replicates together" : $"Replicate {replicate}")} at {place}: {what}. {advice}, or bound the parameters.");
        return new(typeof(NotFiniteNumberException).FullName!, message, "");
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string NameOf(PointProblem problem, int column)
    {
        var (k, p) = (problem.Layout.Observables, problem.Parameters);
        return (column - SumsLayout.Moments) switch
        {
            < 0 => $"counts (column {column})",
            var j when j < k => $"'{problem.Observables[j]}'",
            _ when column >= problem.Layout.Products => $"'{problem.Observables[(column - problem.Layout.Products) / p]}' times the score for {problem.WrtName((column - problem.Layout.Products) % p)}",
            _ when column >= problem.Layout.Scores => $"the score for {problem.WrtName(column - problem.Layout.Scores)}",
            var j => $"the derivative of '{problem.Observables[(j - k) / p]}' for {problem.WrtName((j - k) % p)}",
        };
    }
}
