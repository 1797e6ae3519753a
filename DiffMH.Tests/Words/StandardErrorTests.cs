using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Engine.Statistics;
using DiffMH.Tests.Models;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Words;

/// <summary>At T = 10 the chains of a pack say much the same of ∂⟨M⟩/∂h. The standard error is as large as the scatter over streams all the same.</summary>
public sealed class StandardErrorTests
{
    private const int Repetitions = 400;
    private const int Packs = 16;

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(1024)]
    public void A_standard_error_is_the_scatter_over_streams_and_would_not_be_if_groups_inside_packs_were_left_out(int chains)
    {
        var (estimates, squares, ofGroups) = (new double[Repetitions], new double[Repetitions], new double[Repetitions]);
        for (var i = 0; i < Repetitions; i++)
        {
            var model = Point(chains, TestSeed.Base + (ulong)i);
            var run = new PointRun(PointProblem.Of(model));
            var rows = model.CreateKernel().Run(new BatchTask(run.Pass, run.Slices, null), new Unlimited()).Sums.Values.ToArray();
            run.Complete(rows);
            var found = run.Result().Gradient[0];
            (estimates[i], squares[i], ofGroups[i]) = (found.Value, found.Error * found.Error, Math.Pow(OfGroups(model, rows), 2));
        }

        Statistically.Agrees(0, Excess(estimates, squares), $"scatter beyond that by standard errors, {chains} chains", Repetitions);
        Statistically.Differs(0, Excess(estimates, [.. squares.Select(square => 0.5 * square)]), "errors too small by three tenths", Repetitions);
        if (chains < WordPoint.Lanes * ChainSettings.MostGroups)
        {
            Statistically.Differs(0, Excess(estimates, ofGroups), $"scatter beyond that by errors from groups inside packs, {chains} chains", Repetitions);
        }
    }

    /// <summary>By how much the squared deviations exceed the squared errors on average, in units of these.</summary>
    private static (double Value, double Error) Excess(double[] estimates, double[] squares)
    {
        var (mean, size) = (estimates.Average(), squares.Average());
        return Statistically.Mean([.. estimates.Zip(squares, (value, square) => (((value - mean) * (value - mean) * Repetitions / (Repetitions - 1)) - square) / size)]);
    }

    private static double OfGroups(PointModel model, double[] rows) =>
        PassEstimate.From(rows, model.Layout, model.Layout.Width, new ObjectiveStatistic(model.Objective, model.Layout, model.Wrt, model.Theta.Initial.Values).Evaluate).Errors[1];

    private static PointModel Point(int chains, ulong seed) => BuiltPlugins.Catalogue.Bind(
        WordPoint.Of(12, (10, 1, 0), "uniform-spin", "random", 8, new ChainSettings(chains, 10, 10, 1, "cold"), "h").Spec with
        {
            Seed = seed,
            Objective = new("magnetization", ObjectiveGoal.Evaluate),
            Mode = SweepMode.Gradient,
            Replicates = Packs * WordPoint.Lanes / chains,
        });
}
