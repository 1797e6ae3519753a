using DiffMH.Engine.Models;

namespace DiffMH.Engine.Sweeps;

/// <summary>What makes a point's estimator doubtful on its model: an infinite variance, a support that it may not see, or chains that its kernel makes too much alike.</summary>
public static class EstimatorDoubt
{
    /// <summary>What to tell about a point, with the remedy; null where there is nothing to tell.</summary>
    /// <param name="catalogue">Where its plugin is.</param>
    /// <param name="point">The point.</param>
    public static string? Of(ModelCatalogue catalogue, PointSpec point) => InfiniteVariance.Of(catalogue, point) ?? MovingSupport.Of(catalogue, point) ?? SharedNumbers.Of(catalogue, point);
}
