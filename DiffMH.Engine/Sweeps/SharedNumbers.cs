using System.Numerics;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;

namespace DiffMH.Engine.Sweeps;

/// <summary>Kernels that are named for points of which they say themselves that standard errors would be too small.</summary>
/// <remarks>
/// Where the groups of all replicates are pooled, whole packs of lanes are left out once there are enough of them, and what lanes of a pack share is in the
/// errors. Else groups, and when parameters move replicates, are taken for independent though they share packs.
/// </remarks>
internal static class SharedNumbers
{
    /// <summary>What to tell about a point, with the remedy; null where there is nothing to tell.</summary>
    /// <param name="catalogue">Where its plugin is.</param>
    /// <param name="point">The point.</param>
    public static string? Of(ModelCatalogue catalogue, PointSpec point)
    {
        if (point.Estimator.Kernel is not { } kernel)
        {
            return null;
        }

        var model = catalogue.Bind(point);
        var isPooled = point.Mode == SweepMode.Gradient;
        return model.Caveat is not { } needs || (isPooled && new PackUnits(point.Chain, model.LanesTogether).AreWhole(point.Replicates))
            ? null
            : $"estimator.kernel is {kernel}, {model.LanesTogether} of whose chains share random numbers: standard errors are too small, since it needs {needs}; use kernel generic{(isPooled ? Enough(point.Chain, model.LanesTogether) : "")}";
    }

    private static string Enough(ChainSettings chain, int lanesTogether) =>
        $", or so many chains that packs can be left out, as chain.chains {chain.Chains} and replicates.count {PackUnits.Fewest * (lanesTogether / (int)BigInteger.GreatestCommonDivisor(chain.Chains, lanesTogether))}";
}
