using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Engine.Statistics;
using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Words;

/// <summary>Many packs of lanes, with standard errors from the scatter of packs: replicates of 16 groups, each of them a pack.</summary>
/// <param name="model">The point, with <see cref="WordPoint.PacksOfReplicate"/> packs of chains.</param>
/// <param name="packs">How many, a multiple of 16.</param>
internal sealed class PackExperiment(PointModel model, int packs)
{
    private readonly SumsLayout layout = model.Layout;
    private readonly double[] rows = model.CreateKernel().Run(
        new BatchTask(ChainPass.At(0), [.. Enumerable.Range(0, packs / WordPoint.PacksOfReplicate).Select(replicate => new ReplicateSlice(replicate, 0, WordPoint.PacksOfReplicate, model.Theta.Initial))], null),
        new Unlimited()).Sums.Values.ToArray();

    /// <summary>The mean over packs of an observable's average.</summary>
    public (double Value, double Error) Moment(int observable) => PerDraw(SumsLayout.Moments + observable);

    /// <summary>The mean over packs of the estimate of ∂m/∂θ.</summary>
    public (double Value, double Error) Slope(int observable, int parameter) => PerDraw(layout.Slopes + (observable * layout.Parameters) + parameter);

    /// <summary>The mean over packs of any sum, for each draw.</summary>
    public (double Value, double Error) PerDraw(int place) => Statistically.Mean([.. rows.Chunk(layout.Width).Select(row => row[place] / row[SumsLayout.Draws])]);

    /// <summary>A sum over all packs.</summary>
    public double Sum(int place) => rows.Chunk(layout.Width).Sum(row => row[place]);

    /// <summary>The point's objective and its derivatives from all packs together, with the jackknife over packs.</summary>
    public PassEstimate Objective() => PassEstimate.From(rows, layout, layout.Width, new ObjectiveStatistic(model.Objective, layout, model.Wrt, model.Theta.Initial.Values).Evaluate);

    /// <summary>Asserts that moments and derivatives are those of the finite chain.</summary>
    /// <param name="parameter">Which parameter the exact derivatives are for.</param>
    /// <param name="exact">The oracle's answer.</param>
    /// <param name="what">Names the experiment in a failure.</param>
    public void Agrees(int parameter, ExactMoments exact, string what)
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
            Statistically.Agrees(exact, estimate, what, packs);
        }
    }
}
