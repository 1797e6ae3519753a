using DiffMH.Engine.Runs;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Runs;

public sealed class PointRunOptimizeTests
{
    [Fact]
    public void Passes_are_the_iterations_and_one_final_evaluation()
    {
        var problem = FakePoints.Optimize();
        var run = new PointRun(problem);
        var passes = new List<ChainPass>();
        while (!run.IsFinished)
        {
            passes.Add(run.Pass);
            Assert.Equal([0, 1, 2], run.Slices.Select(slice => slice.Replicate));
            Assert.All(run.Slices, slice => Assert.Equal((0, 5, 7.0), (slice.FirstGroup, slice.Groups, slice.Theta[1])));
            run.Complete(FakePoints.Rows(run, FakePoints.Kernel(problem)));
        }

        Assert.Equal([.. Enumerable.Range(0, 6).Select(ChainPass.At), ChainPass.Final], passes);
        Assert.Empty(run.Slices);
        Assert.Throws<InvalidOperationException>(() => run.Complete([]));
    }

    [Fact]
    public void Each_trace_row_holds_theta_where_it_ran_and_the_next_follows_from_its_gradient()
    {
        var problem = FakePoints.Optimize();
        var rows = FakePoints.Finish(new PointRun(problem), FakePoints.Kernel(problem));
        Assert.Equal(Enumerable.Range(0, 7).SelectMany(t => new[] { (t, 0), (t, 1), (t, 2) }), rows.Select(row => (row.Iteration, row.Replicate)));
        for (var replicate = 0; replicate < 3; replicate++)
        {
            double[] theta = [2];
            var memory = new double[2];
            foreach (var row in rows.Where(row => row.Replicate == replicate && row.Iteration < 6))
            {
                Assert.Equal(theta[0], row.Numbers[0]);
                Optimizers.For(FakePoints.Adam).Step(row.Iteration + 1, [row.Numbers[3]], theta, memory);
            }
        }
    }

    [Fact]
    public void The_result_is_evaluated_at_the_average_of_theta_after_the_last_steps()
    {
        var problem = FakePoints.Optimize();
        var run = new PointRun(problem);
        var kernel = FakePoints.Kernel(problem);
        var after = new List<double>();
        while (run.State.Pass < 6)
        {
            run.Complete(FakePoints.Rows(run, kernel));
            after.Add(run.State.Replicates[1].Theta[0]);
        }

        var average = (after[3] + after[4] + after[5]) / 3;
        Assert.Equal(average, run.Slices[1].Theta[0]);
        Assert.Equal(average, run.Complete(FakePoints.Rows(run, kernel)).Row(1)[0]);
    }

    [Fact]
    public void The_gradient_of_a_step_is_corrected_by_the_jackknife_over_the_groups()
    {
        // φ = −(m − 3)²: the corrected value adds s²/G of the groups' means; φ′ = −2(m − 3) is linear and needs none.
        var problem = FakePoints.Optimize(replicates: 1);
        var run = new PointRun(problem);
        var rows = FakePoints.Rows(run, FakePoints.Kernel(problem));
        var means = rows.Chunk(problem.Layout.Width).Select(row => row[SumsLayout.Moments] / row[SumsLayout.Draws]).ToArray();
        var mean = means.Average();
        var varianceOfMean = means.Sum(x => (x - mean) * (x - mean)) / (means.Length * (means.Length - 1.0));
        var row = run.Complete(rows).Row(0);
        Assert.Equal(varianceOfMean - ((mean - 3) * (mean - 3)), row[1], 12);
        Assert.Equal(-2 * (mean - 3), row[3], 12);
        Assert.Equal(2 * Math.Sqrt(varianceOfMean), row[4], 12);
    }

    [Fact]
    public void One_group_is_not_corrected_and_has_no_error()
    {
        var problem = FakePoints.Optimize(replicates: 1, chains: 1);
        var run = new PointRun(problem);
        var rows = FakePoints.Rows(run, FakePoints.Kernel(problem));
        var mean = rows[SumsLayout.Moments] / rows[SumsLayout.Draws];
        var row = run.Complete(rows).Row(0);
        Assert.Equal(-((mean - 3) * (mean - 3)), row[1], 14);
        Assert.True(double.IsNaN(row[2]) && double.IsNaN(row[4]));
        Assert.True(double.IsNaN(run.Result().Objective!.Error));
    }

    [Fact]
    public void Minimising_goes_the_other_way()
    {
        var problem = FakePoints.Optimize();
        var downhill = problem with { Spec = problem.Spec with { Objective = new("hill", ObjectiveGoal.Minimize) } };
        Assert.All(Finish(problem).Parameters, estimate => Assert.True(estimate.Value > 2));
        Assert.All(Finish(downhill).Parameters, estimate => Assert.True(estimate.Value < 2));
    }

    [Fact]
    public void Theta_stays_within_its_bounds_and_so_does_the_average()
    {
        // Six times this number, added one by one and divided by 6, is above it in floating point.
        const double bound = 2.018;
        Assert.True((bound + bound + bound + bound + bound + bound) / 6 > bound);
        var problem = FakePoints.Optimize(optimizer: FakePoints.Adam with { Upper = Vector.Of(bound), TailAverage = 6 });
        var rows = FakePoints.Finish(new PointRun(problem), FakePoints.Kernel(problem));
        Assert.All(rows, row => Assert.InRange(row.Numbers[0], 2, bound));
        Assert.All(rows.Where(row => row.Iteration == 6), row => Assert.Equal(bound, row.Numbers[0]));
    }

    [Theory]
    [InlineData(3.0, 4.0, 3, ObjectiveGoal.Maximize, "starts at 2, outside its bounds [3, 4]")]
    [InlineData(4.0, 3.0, 3, ObjectiveGoal.Maximize, "must be [lower, upper]; found [4, 3]")]
    [InlineData(0.0, 4.0, 7, ObjectiveGoal.Maximize, "over 1 to 6 iterations, all there are; found 7")]
    [InlineData(0.0, 4.0, 3, ObjectiveGoal.Evaluate, "maximize or minimize; found Evaluate")]
    public void Settings_that_cannot_be_run_are_refused(double lower, double upper, int tail, ObjectiveGoal goal, string message)
    {
        var problem = FakePoints.Optimize(optimizer: FakePoints.Adam with { Lower = Vector.Of(lower), Upper = Vector.Of(upper), TailAverage = tail });
        var refused = problem with { Spec = problem.Spec with { Objective = new("hill", goal) } };
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => new PointRun(refused)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_result_is_the_mean_over_replicates_with_its_standard_error()
    {
        var problem = FakePoints.Optimize();
        var run = new PointRun(problem);
        var final = FakePoints.Finish(run, FakePoints.Kernel(problem)).Where(row => row.Iteration == 6).Select(row => row.Numbers).ToArray();
        var result = run.Result();
        Assert.Equal((RunState.Completed, 3, 6), (result.State, result.Replicates, result.Iterations));
        Expect(final.Select(row => row[0]), result.Parameters.Single(), "a");
        Expect(final.Select(row => row[1]), result.Objective!, "hill");
        Expect(final.Select(row => row[3]), result.Gradient.Single(), "a");
        Assert.Equal(["x", "x^2"], result.Moments.Select(moment => moment.Name), StringComparer.Ordinal);
        Assert.NotNull(result.Diagnostics);

        static void Expect(IEnumerable<double> values, Estimate estimate, string name)
        {
            var (value, error) = Statistically.Mean([.. values]);
            Assert.Equal(name, estimate.Name);
            Assert.Equal(value, estimate.Value, 14);
            Assert.Equal(error, estimate.Error, 14);
            Assert.Equal(error * Math.Sqrt(3), estimate.Deviation, 14);
        }
    }

    [Fact]
    public void A_single_replicate_has_its_own_jackknife_error_and_no_deviation()
    {
        var problem = FakePoints.Optimize(replicates: 1);
        var run = new PointRun(problem);
        var final = FakePoints.Finish(run, FakePoints.Kernel(problem))[^1].Numbers;
        var result = run.Result();
        Assert.Equal(final[2], result.Objective!.Error);
        Assert.Equal(final[4], result.Gradient[0].Error);
        Assert.True(result.Moments[0].Error > 0);
        Assert.True(double.IsNaN(result.Parameters[0].Error));
        Assert.True(double.IsNaN(result.Objective.Deviation));
    }

    [Fact]
    public void Status_counts_iterations_and_lanes_and_the_start_is_known_exactly()
    {
        var problem = FakePoints.Optimize();
        var run = new PointRun(problem);
        var start = run.Status(2, 40);
        Assert.Equal((RunState.Queued, 0, 6, 2, 15, 40L), (start.State, start.Iteration, start.Iterations, start.LanesDone, start.Lanes, start.Updates));
        Assert.Null(start.Objective);
        Assert.Equal(new Estimate("a", 2, 0, 0), start.Parameters.Single());
        run.Complete(FakePoints.Rows(run, FakePoints.Kernel(problem)));
        Assert.Equal((RunState.Running, 1), (run.Status(0, 0).State, run.Status(0, 0).Iteration));
        Assert.True(run.Status(0, 0).Objective!.Error > 0);
        FakePoints.Finish(run, FakePoints.Kernel(problem));
        var end = run.Status(0, 0);
        Assert.Equal((RunState.Completed, 6, 0), (end.State, end.Iteration, end.Lanes));
    }

    [Fact]
    public void Replicates_at_different_parameters_are_not_chains_that_disagree()
    {
        // Every half-chain of a replicate has the same mean, and other replicates have other means: √((n − 1)/n) with n = 10 if told apart.
        Assert.Equal(Math.Sqrt(0.9), RHat(FakePoints.Optimize()), 12);
        Assert.True(RHat(FakePoints.Evaluate()) > 2);

        static double RHat(PointProblem problem)
        {
            var (layout, run) = (problem.Layout, new PointRun(problem));
            FakePoints.Finish(run, FakePoints.Kernel(problem, (replicate, _, row) =>
            {
                (row[layout.Squares], row[SumsLayout.Halves], row[layout.HalfVariances]) = (1e6, 2, 2);
                (row[layout.HalfMeans], row[layout.HalfMeanSquares]) = (2 * 4 * replicate, 2 * 16 * replicate * replicate);
            }));
            return run.Result().Diagnostics!.Observables[0].RHatSplit;
        }
    }

    private static PointResult Finish(PointProblem problem)
    {
        var run = new PointRun(problem);
        FakePoints.Finish(run, FakePoints.Kernel(problem));
        return run.Result();
    }
}
