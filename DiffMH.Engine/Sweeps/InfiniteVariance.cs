using DiffMH.Engine.Documents;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Sweeps;

/// <summary>Estimators whose variance is infinite on continuous targets.</summary>
/// <remarks>
/// The weight of a rejected proposal is ∂α/(1 − α) with <see cref="Scheme.OneSided"/> and <see cref="Scheme.Reject"/>, and so is the score of
/// its coin: the mean of its square contains ∫ (∂log r)² r²/(1 − r), which diverges logarithmically as r → 1 where log r has a density there
/// and ∂log r does not vanish with it.
/// </remarks>
public static class InfiniteVariance
{
    /// <summary>What to tell about a point, with the remedy; null where there is nothing to tell.</summary>
    /// <param name="catalogue">Where its plugin is.</param>
    /// <param name="point">The point.</param>
    public static string? Of(ModelCatalogue catalogue, PointSpec point)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(point);
        var model = catalogue.Find(point.Plugin)?.Models.FirstOrDefault(model => model.Name == point.Model);
        return model?.Shape != ModelShape.Vectors ? null : (point.Estimator.Method, point.Estimator.Scheme) switch
        {
            (EstimatorMethod.Dmh, Scheme.OneSided or Scheme.Reject) => Text($"estimator.scheme is {Word.Of(point.Estimator.Scheme)}", "use scheme symmetric"),
            (EstimatorMethod.Score or EstimatorMethod.ScorePlain, _) => Text($"estimator.method is {Word.Of(point.Estimator.Method)}", "use method dmh or covariance"),
            _ => null,
        };
    }

    private static string Text(string what, string remedy) =>
        $"{what} on a continuous target: its variance is infinite, and standard errors mean nothing, unless the score vanishes where r = 1 as it does for temperatures and scales; {remedy}";
}
