using System.Collections.Immutable;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Engine.Statistics;

namespace DiffMH.Tests.Exactness;

/// <summary>Many independent chains of one kernel, their sums merged before derivatives are formed, with the jackknife over chains.</summary>
/// <param name="kernel">The kernel, for one chain per replicate.</param>
/// <param name="layout">Where its sums stand.</param>
/// <param name="theta">All parameters.</param>
/// <param name="wrt">Positions of those a derivative is taken for.</param>
/// <param name="lanes">How many chains.</param>
internal sealed class MergedExperiment(IBatchKernel kernel, SumsLayout layout, Vector theta, ImmutableArray<int> wrt, int lanes)
{
    private readonly Vector rows = kernel.Run(
        new BatchTask(ChainPass.At(0), [.. Enumerable.Range(0, lanes).Select(lane => new ReplicateSlice(lane, 0, 1, theta))], null), new Unlimited()).Sums;

    /// <summary>The estimate of ∂m/∂θ and its standard error.</summary>
    public (double Value, double Error) Slope(int observable, int parameter)
    {
        var statistic = new ObjectiveStatistic(new MomentObjective(observable), layout, wrt, theta.Values);
        var estimate = PassEstimate.From(rows.Values, layout, layout.Width, statistic.Evaluate);
        return (estimate.Values[1 + parameter], estimate.Errors[1 + parameter]);
    }
}
