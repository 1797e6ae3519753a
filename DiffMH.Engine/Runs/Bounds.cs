using System.Globalization;

namespace DiffMH.Engine.Runs;

/// <summary>The box that θ stays in.</summary>
/// <param name="Lower">Lower bounds, −∞ where there is none.</param>
/// <param name="Upper">Upper bounds, +∞ where there is none.</param>
internal sealed record Bounds(Vector Lower, Vector Upper)
{
    /// <summary>How near to a bound a logit counts as held by it, as a share of the interval: there a step moves θ 250 times less than half-way.</summary>
    private const double LogitRest = 1e-3;

    /// <summary>The bounds of a point's optimiser.</summary>
    /// <exception cref="ArgumentException">There is not one pair of ordered bounds for each parameter.</exception>
    public static Bounds Of(PointProblem problem)
    {
        var (lower, upper) = (problem.Optimizer.Lower, problem.Optimizer.Upper);
        if (lower.Count != problem.Wrt.Length || upper.Count != problem.Wrt.Length)
        {
            throw new ArgumentException($"{problem.Wrt.Length} parameters need as many lower and upper bounds; found {lower.Count} and {upper.Count}.", nameof(problem));
        }

        for (var i = 0; i < lower.Count; i++)
        {
            if (!(lower[i] <= upper[i]))
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture, $"The bounds of {problem.WrtName(i)} must be [lower, upper]; found [{lower[i]}, {upper[i]}]."), nameof(problem));
            }
        }

        return new(lower, upper);
    }

    /// <summary>Moves each number to the nearest one within its bounds: the Euclidean projection on a box.</summary>
    public void Project(Span<double> theta)
    {
        for (var i = 0; i < theta.Length; i++)
        {
            theta[i] = Math.Clamp(theta[i], Lower[i], Upper[i]);
        }
    }

    /// <summary>Whether a bound keeps a parameter from going where it is drawn.</summary>
    /// <param name="parameter">Which.</param>
    /// <param name="value">Its value, within the bounds.</param>
    /// <param name="uphill">The component of the direction in which it is drawn.</param>
    /// <param name="transform">In which coordinate it moves: a logit never reaches a bound, and rests <see cref="LogitRest"/> of the interval from it.</param>
    public bool Holds(int parameter, double value, double uphill, ParameterTransform transform)
    {
        var (lower, upper) = (Lower[parameter], Upper[parameter]);
        var rest = transform == ParameterTransform.Logit ? LogitRest * (upper - lower) : 0;
        return (uphill > 0 && value >= upper - rest) || (uphill < 0 && value <= lower + rest);
    }

    /// <summary>Refuses a start outside the box, which a projection would move without a word.</summary>
    /// <exception cref="ArgumentException">A parameter starts out of its bounds.</exception>
    public void Check(PointProblem problem, ReadOnlySpan<double> theta)
    {
        for (var i = 0; i < theta.Length; i++)
        {
            if (!(theta[i] >= Lower[i] && theta[i] <= Upper[i]))
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{problem.WrtName(i)} starts at {theta[i]}, outside its bounds [{Lower[i]}, {Upper[i]}]; start inside or widen the bounds."), nameof(theta));
            }
        }
    }
}
