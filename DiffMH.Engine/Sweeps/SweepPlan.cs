using System.Collections.Immutable;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Sweeps;

/// <summary>How much work a sweep is, and what its settings make doubtful.</summary>
/// <param name="ByPoint">The points, in their order.</param>
/// <param name="Runs">Points × replicates.</param>
/// <param name="Lanes">Points × replicates × chains, and for difference quotients × all their θ: coupled pairs that can be computed side by side.</param>
/// <param name="Warnings">What is allowed but probably not meant.</param>
public sealed record SweepPlan(ImmutableArray<PointPlan> ByPoint, long Runs, long Lanes, ImmutableArray<string> Warnings)
{
    /// <summary>With fewer windows of tail_average iterations than this, a stop rule on gradients hardly saves any.</summary>
    private const int FewestWindows = 4;

    /// <summary>Points.</summary>
    public int Points => ByPoint.Length;

    /// <summary>Passes over all chains of a point, the largest of all points.</summary>
    public int Passes => ByPoint.Max(point => point.Passes);

    /// <summary>Updates of primal chains in all.</summary>
    public decimal Updates => ByPoint.Sum(point => point.Updates);

    /// <summary>The plan of a sweep.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="catalogue">Where its plugins are.</param>
    public static SweepPlan Of(FrozenSweep sweep, ModelCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(catalogue);
        var points = sweep.Points;
        var updates = new Dictionary<(PluginReference, string, string), int>();   // a large lattice takes a while to build
        return new SweepPlan(
            [.. points.Select(point => new PointPlan(PassesOf(point), UpdatesPerStep(point) * StepsOf(point)))],
            points.Sum(point => (long)point.Replicates),
            points.Sum(point => (long)point.Replicates * point.Chain.Chains * point.Estimator.Thetas),
            [.. points.SelectMany(point => Warn(point).Concat(EstimatorDoubt.Of(catalogue, point) is { } doubt ? [doubt] : [])).Distinct(StringComparer.Ordinal)]);

        decimal UpdatesPerStep(PointSpec point)
        {
            var model = (point.Plugin, point.Model, catalogue.FormOf(point));
            return updates.TryGetValue(model, out var known) ? known : updates[model] = catalogue.UpdatesPerStep(point);
        }
    }

    private static int PassesOf(PointSpec point) => point.Optimizer is { } optimizer ? Math.Min(optimizer.Iterations, point.Stop?.Iterations ?? optimizer.Iterations) + 1 : 1;

    private static decimal StepsOf(PointSpec point) => (decimal)point.Replicates * point.Chain.Chains * point.Estimator.Thetas * point.Chain.Steps * PassesOf(point);

    private static IEnumerable<string> Warn(PointSpec point)
    {
        if (point.Mode == SweepMode.Optimize && point.Chain.Chains == 1)
        {
            yield return "chain.chains is 1: an objective that is not linear in the moments has a biased gradient in each iteration, and the optimiser converges to the wrong place; give each replicate several chains";
        }

        if (point.Mode == SweepMode.Optimize && point.Replicates == 1)
        {
            yield return "replicates.count is 1: the optimum will have no standard error; at least 2 give one";
        }

        if (point is { Optimizer: { } optimizer, Stop: { GradientBelowNoise: not null } or { StandardErrors.Count: > 0 } } && optimizer.Iterations < FewestWindows * optimizer.TailAverage)
        {
            yield return $"stop looks at the gradient after every optimizer.tail_average = {optimizer.TailAverage} of {optimizer.Iterations} iterations, which is seldom: it can hardly end a point early; a smaller tail_average lets it look more often";
        }

        if (point is { Estimator.Control: ControlVariate.Covariance, Chain.Warmup: 0 })
        {
            yield return "estimator.control is covariance and chain.warmup is 0: the covariance identity is that of stationary chains, and these begin where they are not, so that the gradient is biased; warm up, or leave control out";
        }

        if (point.Estimator.Method == EstimatorMethod.Score && (point.Mode == SweepMode.Gradient ? point.Replicates * point.Chain.Chains : point.Chain.Chains) == 2)
        {
            yield return "estimator.method score has two chains, each the other's baseline: the gradient will have no standard error, for which one is left out; at least 3 chains give one";
        }

        if (point.Mode == SweepMode.Gradient && point.Replicates * point.Chain.Groups == 1)
        {
            yield return "there is one chain in all: nothing will have a standard error; at least 2 chains or replicates give one";
        }
    }
}
