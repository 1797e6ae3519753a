using System.Collections.Immutable;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Exactness;

/// <summary>Many independent lanes of one kernel, and the means and standard errors of their averages.</summary>
/// <param name="kernel">The kernel, for one chain per replicate.</param>
/// <param name="layout">Where its sums stand.</param>
/// <param name="theta">All parameters.</param>
/// <param name="lanes">How many lanes: one replicate each.</param>
internal sealed class LaneExperiment(IBatchKernel kernel, SumsLayout layout, Vector theta, int lanes)
{
    private readonly double[][] rows =
        [.. Run(kernel, theta, lanes).Values.ToArray().Chunk(layout.Width)];

    /// <summary>The mean over lanes of an observable's average.</summary>
    public (double Value, double Error) Moment(int observable) => Mean(SumsLayout.Moments + observable);

    /// <summary>The mean over lanes of the estimate of ∂m/∂θ.</summary>
    public (double Value, double Error) Slope(int observable, int parameter) => Mean(layout.Slopes + (observable * layout.Parameters) + parameter);

    /// <summary>Asserts that moments and derivatives are those of the finite chain.</summary>
    /// <param name="parameter">Which parameter the exact derivatives are for.</param>
    /// <param name="exact">The oracle's answer.</param>
    /// <param name="what">Names the experiment in a failure.</param>
    public void Agrees(int parameter, Oracles.ExactMoments exact, string what)
    {
        for (var k = 0; k < exact.Moments.Length; k++)
        {
            Compare(exact.Moments[k], Moment(k), $"{what}: moment {k}");
            Compare(exact.Slopes[k], Slope(k, parameter), $"{what}: derivative of moment {k} in parameter {parameter}");
        }
    }

    private void Compare(double exact, (double Value, double Error) estimate, string what)
    {
        // A derivative that is 0 for every path is estimated without error.
        if (estimate.Error == 0)
        {
            Assert.Equal(exact, estimate.Value, 1e-12);
        }
        else
        {
            Statistically.Agrees(exact, estimate, what, lanes);
        }
    }

    private (double Value, double Error) Mean(int place) => Statistically.Mean([.. rows.Select(row => row[place] / row[SumsLayout.Draws])]);

    private static Vector Run(IBatchKernel kernel, Vector theta, int lanes)
    {
        var slices = Enumerable.Range(0, lanes).Select(lane => new ReplicateSlice(lane, 0, 1, theta)).ToImmutableArray();
        return kernel.Run(new BatchTask(ChainPass.At(0), slices, null), new Unlimited()).Sums;
    }
}
