using System.Collections.Immutable;

namespace DiffMH.Engine.Sweeps;

/// <summary>The points that two sweeps share: with the same axis values, seed, plugins and everything else that their numbers depend on.</summary>
public static class SharedPoints
{
    /// <summary>Of each point of a sweep the same one of another; null where there is none.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="older">The other one.</param>
    public static ImmutableArray<PointSpec?> Of(FrozenSweep sweep, FrozenSweep older)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(older);
        var byIdentity = older.Points.ToDictionary(point => point.Identity, StringComparer.Ordinal);
        return [.. sweep.Points.Select(point => byIdentity.TryGetValue(point.Identity, out var other) && AreSame(point, other) ? other : null)];
    }

    /// <summary>Whether two points give the same trace to the bit, and results in which only the choice of observables may differ.</summary>
    public static bool AreSame(PointSpec a, PointSpec b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.Estimator.Wrt.SequenceEqual(b.Estimator.Wrt) && (a.Output?.TraceThin ?? 1) == (b.Output?.TraceThin ?? 1) && WithoutLists(a) == WithoutLists(b);
    }

    /// <summary>Records compare lists by where they are; with a list that is not named here points are taken for different, and computed.</summary>
    private static PointSpec WithoutLists(PointSpec point) => point with { Index = 0, Output = null, Estimator = point.Estimator with { Wrt = [] } };
}
