using System.Collections.Immutable;

namespace DiffMH.Engine.Runs;

/// <summary>The coordinates η in which an optimiser moves θ; the gradient follows by the chain rule, ∂φ/∂η = ∂φ/∂θ · dθ/dη.</summary>
/// <param name="transforms">One for each parameter.</param>
/// <param name="bounds">The box of θ; both ends finite where the transform is <see cref="ParameterTransform.Logit"/>.</param>
internal sealed class Coordinates(ImmutableArray<ParameterTransform> transforms, Bounds bounds)
{
    /// <summary>The largest |η| of a logit, e⁻³⁰ = 10⁻¹³ of the interval from its end: beyond it rounding would put θ on the end, from where no gradient leads back.</summary>
    private const double FarthestLogit = 30;

    /// <summary>The least η of a logarithm, as beyond it eᵑ would be rounded to 0.</summary>
    private const double LeastLog = -700;

    /// <summary>Those of a point's optimiser; null where it moves θ itself.</summary>
    public static Coordinates? Of(PointProblem problem) =>
        problem.Optimizer.Transforms.IsDefaultOrEmpty ? null : new(problem.Optimizer.Transforms, Bounds.Of(problem));

    /// <summary>Turns θ into η, and a derivative for θ into one for η.</summary>
    public void Enter(Span<double> theta, Span<double> gradient)
    {
        for (var i = 0; i < theta.Length; i++)
        {
            var (coordinate, slope) = Enter(i, theta[i]);
            theta[i] = coordinate;
            gradient[i] *= slope;
        }
    }

    /// <summary>Turns η into θ.</summary>
    public void Leave(Span<double> coordinates)
    {
        for (var i = 0; i < coordinates.Length; i++)
        {
            coordinates[i] = transforms[i] switch
            {
                ParameterTransform.Log => Math.Exp(Math.Max(coordinates[i], LeastLog)),
                ParameterTransform.Logit => Inside(i, coordinates[i]),
                _ => coordinates[i],
            };
        }
    }

    /// <summary>η and dθ/dη.</summary>
    private (double Coordinate, double Slope) Enter(int i, double theta)
    {
        switch (transforms[i])
        {
            case ParameterTransform.Log:
                return (Math.Log(theta), theta);
            case ParameterTransform.Logit:
                var (lower, upper) = (bounds.Lower[i], bounds.Upper[i]);
                var logit = Math.Clamp(Math.Log((theta - lower) / (upper - theta)), -FarthestLogit, FarthestLogit);
                return (logit, (upper - lower) * Share(logit) * Share(-logit));
            default:
                return (theta, 1);
        }
    }

    /// <summary>θ = a + (b − a)/(1 + e⁻ᵑ), reckoned from the nearer end, where it is known better.</summary>
    private double Inside(int i, double logit)
    {
        var (lower, upper) = (bounds.Lower[i], bounds.Upper[i]);
        var near = Math.Clamp(logit, -FarthestLogit, FarthestLogit);
        return near > 0 ? upper - ((upper - lower) * Share(-near)) : lower + ((upper - lower) * Share(near));
    }

    private static double Share(double logit) => 1 / (1 + Math.Exp(-logit));
}
