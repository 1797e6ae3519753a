using System.Collections.Immutable;

namespace DiffMH.Engine.Sweeps;

/// <summary>The points that two sweeps share: with the same axis values, seed, plugins and everything else that their numbers depend on.</summary>
public static class SharedPoints
{
    /// <summary>Of each point of a sweep the same one of another, or the same with fewer replicates to which the others can be added; null where there is none.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="older">The other one.</param>
    public static ImmutableArray<PointSpec?> Of(FrozenSweep sweep, FrozenSweep older)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(older);
        var byIdentity = older.Points.ToDictionary(point => point.Identity, StringComparer.Ordinal);
        return [.. sweep.Points.Select(point => byIdentity.TryGetValue(point.Identity, out var other) && (AreSame(point, other) || CanGrow(other, point)) ? other : null)];
    }

    /// <summary>Whether two points give the same trace to the bit, and results in which only the choice of observables may differ.</summary>
    public static bool AreSame(PointSpec a, PointSpec b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.Estimator.Wrt.SequenceEqual(b.Estimator.Wrt) && (a.Output?.TraceThin ?? 1) == (b.Output?.TraceThin ?? 1) && WithoutLists(a) == WithoutLists(b);
    }

    /// <summary>
    /// Whether a point is another with more replicates, and these can run without the others: where it is optimised, no rule looks at all
    /// replicates together to end the iterations, and the trace is whole. In gradient mode there is one pass, whose sums are needed of all.
    /// </summary>
    /// <param name="smaller">The point with fewer replicates.</param>
    /// <param name="point">The point.</param>
    public static bool CanGrow(PointSpec smaller, PointSpec point)
    {
        ArgumentNullException.ThrowIfNull(smaller);
        ArgumentNullException.ThrowIfNull(point);
        return smaller.Replicates < point.Replicates
            && point.Mode == SweepMode.Optimize
            && point.Stop is null or { WallTime: null, GradientBelowNoise: null, StandardErrors.Count: 0 }
            && (point.Output?.TraceThin ?? 1) == 1
            && AreSame(smaller, point with { Replicates = smaller.Replicates });
    }

    /// <summary>Records compare lists by where they are; with a list that is not named here points are taken for different, and computed.</summary>
    private static PointSpec WithoutLists(PointSpec point) => point with { Index = 0, Output = null, Estimator = point.Estimator with { Wrt = [] } };
}
