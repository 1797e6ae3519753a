using DiffMH.Engine.Runs;

namespace DiffMH.Tests.Runs;

public sealed class PointRunFailureTests
{
    [Fact]
    public void A_replicate_that_fails_leaves_the_bits_of_the_others_alone()
    {
        var problem = FakePoints.Optimize();
        var sound = FakePoints.Finish(new PointRun(problem), FakePoints.Kernel(problem));
        var run = new PointRun(problem);
        var rows = FakePoints.Finish(run, FakePoints.Kernel(problem, Spoil(replicate: 1, iteration: 2, problem.Layout.Slopes + 1, double.NaN)));
        Assert.Equal(
            sound.Where(row => row.Replicate != 1).Select(row => string.Join(' ', row.Numbers)),
            rows.Where(row => row.Replicate != 1).Select(row => string.Join(' ', row.Numbers)),
            StringComparer.Ordinal);
        Assert.Equal([0, 1, 2], rows.Where(row => row.Replicate == 1).Select(row => row.Iteration));

        var result = run.Result();
        Assert.Equal((RunState.Completed, 2), (result.State, result.Replicates));
        Assert.Equal("System.NotFiniteNumberException", result.Failure!.Kind);
        Assert.Matches("^Replicate 1 at a = 2\\.\\d+: the sum of the derivative of 'x\\^2' for a in group 0 is NaN\\.", result.Failure.Message);
    }

    [Fact]
    public void A_point_whose_code_failed_goes_on_from_there_to_the_bits_of_one_that_never_did()
    {
        var problem = FakePoints.Optimize();
        var sound = new PointRun(problem);
        FakePoints.Finish(sound, FakePoints.Kernel(problem));
        var run = new PointRun(problem);
        FakePoints.Run(run, FakePoints.Kernel(problem), passes: 3);
        run.Fail(new("Kind", "no memory", ""));
        Assert.True(run.State.AllFailed);

        var again = new PointRun(problem, PointState.FromBytes(run.State.ToBytes()).BeforeFailures()!);
        Assert.Equal([3, 4, 5, 6], FakePoints.Finish(again, FakePoints.Kernel(problem)).Select(row => row.Iteration).Distinct());
        Assert.Equal(sound.State.ToBytes(), again.State.ToBytes());
    }

    [Fact]
    public void A_point_of_which_a_single_replicate_failed_begins_anew()
    {
        var problem = FakePoints.Optimize();
        var run = new PointRun(problem);
        FakePoints.Run(run, FakePoints.Kernel(problem, Spoil(replicate: 1, iteration: 2, problem.Layout.Slopes + 1, double.NaN)), passes: 3);
        Assert.Equal((3, 2), (run.State.Pass, run.State.Replicates[1].FailedIn));
        Assert.Null(run.State.BeforeFailures());
        run.Fail(new("Kind", "no memory", ""));
        Assert.Null(run.State.BeforeFailures());
    }

    [Fact]
    public void A_point_whose_pooled_numbers_failed_begins_anew()
    {
        var problem = FakePoints.Evaluate();
        var run = new PointRun(problem);
        var rows = FakePoints.Rows(run, FakePoints.Kernel(problem));
        for (var at = 0; at < rows.Length; at += problem.Layout.Width)
        {
            rows[at + SumsLayout.Moments] = double.MaxValue;
        }

        run.Complete(rows);
        Assert.True(run.State.AllFailed && run.IsFinished);
        Assert.Null(run.State.BeforeFailures());
    }

    [Fact]
    public void Replicates_that_are_ahead_are_told_while_all_added_ones_have_failed()
    {
        var small = FakePoints.Optimize(replicates: 2);
        var done = new PointRun(small);
        FakePoints.Finish(done, FakePoints.Kernel(small));
        var problem = FakePoints.Optimize(replicates: 3);
        var run = new PointRun(problem, done.State.Grown(3, done.State.Replicates[0].Theta));
        FakePoints.Run(run, FakePoints.Kernel(problem, Spoil(replicate: 2, iteration: 1, problem.Layout.Slopes + 1, double.NaN)), passes: 2);
        Assert.Null(run.State.Diagnostics);

        var (result, status) = (run.Result(), run.Status(0, 0));
        Assert.Equal((RunState.Running, 2), (result.State, result.Replicates));
        Assert.Equal((done.Result().Objective, RunState.Running), (result.Objective, status.State));
        Assert.Empty(result.Moments);
        Assert.Contains("Replicate 2", result.Failure?.Message);
    }

    [Fact]
    public void In_gradient_mode_the_others_are_pooled()
    {
        var problem = FakePoints.Evaluate();
        var run = new PointRun(problem);
        var rows = FakePoints.Rows(run, FakePoints.Kernel(problem));
        var width = rows.Length / 3;
        rows[width + SumsLayout.Moments] = double.PositiveInfinity;
        run.Complete(rows);
        var two = new PointRun(FakePoints.Evaluate(replicates: 2));
        two.Complete([.. rows[..width], .. rows[(2 * width)..]]);
        Assert.Equal(two.Result().Objective, run.Result().Objective);
        Assert.Equal(2, run.Result().Replicates);
        Assert.Contains("the sum of 'x' in group 0 is Infinity", run.Result().Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sums_that_only_diagnostics_use_may_be_missing()
    {
        var problem = FakePoints.Evaluate();
        var run = new PointRun(problem);
        FakePoints.Finish(run, FakePoints.Kernel(problem, (_, _, row) => row[problem.Layout.HalfVariances] = double.NaN));
        Assert.Null(run.Result().Failure);
        Assert.True(double.IsNaN(run.Result().Diagnostics!.Observables[0].RHatSplit));
    }

    [Fact]
    public void A_step_to_infinity_ends_the_replicate()
    {
        var settings = FakePoints.Adam with { Method = OptimizerMethod.Sgd, LearningRate = double.MaxValue };
        var problem = FakePoints.Optimize(optimizer: settings with { Upper = Vector.Of(10) });
        var run = new PointRun(problem);
        FakePoints.Finish(run, FakePoints.Kernel(problem));
        var result = run.Result();
        Assert.Equal((RunState.Failed, 0), (result.State, result.Replicates));
        Assert.Contains("the step of a led to a value that is", result.Failure!.Message, StringComparison.Ordinal);
        Assert.Empty(result.Moments);
        Assert.Null(result.Objective);
    }

    [Fact]
    public void A_pooled_objective_that_is_not_finite_fails_the_point()
    {
        var problem = FakePoints.Evaluate();
        var run = new PointRun(problem);
        FakePoints.Finish(run, FakePoints.Kernel(problem, (_, _, row) => row[SumsLayout.Moments] = 1e200));
        Assert.Equal(RunState.Failed, run.Result().State);
        Assert.Contains("All replicates together at a = 2: the objective is NaN", run.Result().Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_objective_that_throws_fails_the_point_with_its_reason()
    {
        foreach (var problem in new[] { FakePoints.Evaluate(), FakePoints.Optimize() })
        {
            var run = new PointRun(problem with { Objective = new FailingObjective() });
            FakePoints.Finish(run, FakePoints.Kernel(problem));
            Assert.True(run.IsFinished);
            Assert.Equal((RunState.Failed, "System.DivideByZeroException", "no such moment"), (run.Result().State, run.Result().Failure!.Kind, run.Result().Failure!.Message));
        }
    }

    [Fact]
    public void A_point_whose_kernel_throws_fails_and_the_other_points_finish()
    {
        var (bad, good) = (FakePoints.Evaluate(name: "bad"), FakePoints.Evaluate(name: "good"));
        var outcome = LocalRun.Run([FakePoints.Local(bad, (_, _, _) => throw new FormatException("broken density")), FakePoints.Local(good)]);
        Assert.Equal([RunState.Failed, RunState.Completed], outcome.Points.Select(point => point.Result.State));
        Assert.Equal(("System.FormatException", "broken density"), (outcome.Points[0].Result.Failure!.Kind, outcome.Points[0].Result.Failure!.Message));
    }

    [Fact]
    public void A_pass_with_too_few_rows_is_refused_and_changes_nothing()
    {
        var run = new PointRun(FakePoints.Evaluate());
        var before = run.State;
        var exception = Assert.Throws<ArgumentException>(() => run.Complete(new double[7]));
        Assert.Contains("found 7 numbers", exception.Message, StringComparison.Ordinal);
        Assert.Same(before, run.State);
    }

    [Fact]
    public void The_state_of_another_point_is_refused() =>
        Assert.Throws<ArgumentException>(() => new PointRun(FakePoints.Evaluate(), PointState.Initial(FakePoints.Evaluate(replicates: 2))));

    private static Action<int, ChainPass, double[]> Spoil(int replicate, int iteration, int column, double value) => (now, pass, row) =>
    {
        if (now == replicate && pass == ChainPass.At(iteration))
        {
            row[column] = value;
        }
    };
}
