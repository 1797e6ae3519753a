using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using DiffMH.Engine.Kernels;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Exactness;

/// <summary>Many independent lanes of one kernel, and the mean and standard error of their averages.</summary>
internal sealed class LaneExperiment
{
    private readonly SumsLayout layout;
    private readonly double[][] rows;

    /// <summary>Runs the lanes.</summary>
    /// <param name="create">Makes the kernel from its settings.</param>
    /// <param name="observables">k.</param>
    /// <param name="theta">All parameters.</param>
    /// <param name="wrt">Positions in θ.</param>
    /// <param name="estimator">Scheme and number of alternatives.</param>
    /// <param name="chain">One chain per replicate; its length.</param>
    /// <param name="lanes">How many independent lanes.</param>
    /// <param name="name">Names the streams: experiments with different names are independent.</param>
    public LaneExperiment(
        Func<KernelSettings, IBatchKernel> create,
        int observables,
        double[] theta,
        ImmutableArray<int> wrt,
        EstimatorSettings estimator,
        ChainSettings chain,
        int lanes,
        string name)
    {
        layout = new SumsLayout(observables, wrt.Length);
        var streamKey = SHA256.HashData(Encoding.UTF8.GetBytes(name)).ToImmutableArray();
        var kernel = create(new KernelSettings(TestSeed.Value, streamKey, wrt, estimator, chain));
        var slices = Enumerable.Range(0, lanes).Select(lane => new ReplicateSlice(lane, 0, 1, Vector.Of(theta))).ToImmutableArray();
        var sums = kernel.Run(new BatchTask(ChainPass.At(0), slices, null), new NoLimit()).Sums.Values.ToArray();
        rows = [.. sums.Chunk(layout.Width)];
    }

    /// <summary>The mean over lanes of an observable's average, with its standard error.</summary>
    public (double Value, double Error) Moment(int observable) => Mean(SumsLayout.Moments + observable);

    /// <summary>The mean over lanes of the estimate of ∂m/∂θ, with its standard error.</summary>
    public (double Value, double Error) Slope(int observable, int parameter) =>
        Mean(layout.Slopes + (observable * layout.Parameters) + parameter);

    private (double Value, double Error) Mean(int place)
    {
        var values = rows.Select(row => row[place] / row[SumsLayout.Draws]).ToArray();
        var mean = values.Average();
        var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
        return (mean, Math.Sqrt(variance / values.Length));
    }
}
