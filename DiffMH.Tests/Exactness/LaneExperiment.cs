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
    /// <summary>For each place of the sums the averages of all lanes, one behind the other in memory, as they are asked for.</summary>
    private readonly double[][] columns = Columns(Run(kernel, theta, lanes), layout.Width);

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

    private (double Value, double Error) Mean(int place) => Statistically.Mean(columns[place]);

    private static double[][] Columns(Vector sums, int width)
    {
        var lanes = sums.Count / width;
        var byPlace = Enumerable.Range(0, width).Select(_ => new double[lanes]).ToArray();
        for (var lane = 0; lane < lanes; lane++)
        {
            var row = sums.Values.Slice(lane * width, width);
            for (var place = 0; place < width; place++)
            {
                byPlace[place][lane] = row[place] / row[SumsLayout.Draws];
            }
        }

        return byPlace;
    }

    private static Vector Run(IBatchKernel kernel, Vector theta, int lanes)
    {
        var slices = Enumerable.Range(0, lanes).Select(lane => new ReplicateSlice(lane, 0, 1, theta)).ToImmutableArray();
        return kernel.Run(new BatchTask(ChainPass.At(0), slices, null), new Unlimited()).Sums;
    }
}
