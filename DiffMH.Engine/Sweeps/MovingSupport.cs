using DiffMH.Engine.Models;

namespace DiffMH.Engine.Sweeps;

/// <summary>Estimators that see nothing of a support that moves with a parameter, on densities that jump and so may have one.</summary>
/// <remarks>
/// Their weights belong to states that the chain visits and to suggestions that it accepts: where a new part of the support has hardly any
/// mass, they are 0 ± 0, whatever the derivative. A density may jump and keep its support, which nothing here can know.
/// </remarks>
public static class MovingSupport
{
    /// <summary>What to tell about a point, with the remedy; null where there is nothing to tell.</summary>
    /// <param name="catalogue">Where its plugin is.</param>
    /// <param name="point">The point.</param>
    public static string? Of(ModelCatalogue catalogue, PointSpec point)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(point);
        var what = (point.Estimator.Method, point.Estimator.Scheme) switch
        {
            (EstimatorMethod.Covariance, _) => "estimator.method is covariance",
            (EstimatorMethod.Dmh, Scheme.Accept) => "estimator.scheme is accept",
            _ when point.Estimator.Control == ControlVariate.Covariance => "estimator.control is covariance",
            _ => null,
        };
        return what is null || !catalogue.Jumps(point)
            ? null
            : $"{what} on a density that jumps: it sees nothing of a support that moves with a parameter, and may be sure of 0 where the derivative is not; use method dmh with scheme symmetric and no control";
    }
}
