using DiffMH.Engine.Runs;
using DiffMH.Tests.Support;
using MathNet.Numerics;

namespace DiffMH.Tests.Runs;

/// <summary>Where a point ends: at rest it does, on the way it does not, and what it gives is what it would have given with that many iterations.</summary>
public sealed class StopRuleTests
{
    private const int Window = 20;

    private static readonly OptimizerSettings Climb = FakePoints.Adam with { Iterations = 410, TailAverage = Window };

    [Theory]
    [InlineData(0.0, 2.0, 1.8)]
    [InlineData(1.0, 2.0, 1.8)]
    [InlineData(2.0, 2.0, 1.8)]
    [InlineData(3.0, 2.0, 2.2)]
    [InlineData(1.0, 1.0, 1.2)]
    public void A_window_ends_the_point_as_often_as_the_normal_distribution_says(double distance, double limit, double wrong)
    {
        // θ does not move; the gradient −2 (m − 3) lies the given number of its own standard errors from zero, known exactly here:
        // x is uniform of variance 1/12, m the mean of 16 chains of 20 draws.
        const int n = 4000;
        var error = 2 * Math.Sqrt(1.0 / 12 / (16 * 20) / Window);
        var frozen = Climb with { Method = OptimizerMethod.Sgd, LearningRate = 1e-300, Iterations = 2 * Window };
        var stops = Enumerable.Range(0, n).Count(i =>
        {
            var problem = Stopping(FakePoints.Optimize(replicates: 1, chains: 16, frozen, $"window {distance} {limit} {i}"), noise: limit);
            var run = new PointRun(problem with { InitialTheta = Vector.Of(3 + (distance * error / 2), 7) });
            FakePoints.Run(run, FakePoints.Kernel(problem), passes: Window);
            return run.State.End is { Reason: StopReason.GradientBelowNoise, Iterations: Window };
        });

        var share = stops / (double)n;
        var estimate = (share, Math.Sqrt(share * (1 - share) / n));
        Statistically.Agrees(Probability(limit, distance), estimate, "share of windows that end the point", n);
        Statistically.Differs(Probability(wrong, distance), estimate, "another limit", n);
    }

    [Fact]
    public void A_point_ends_at_its_optimum_and_not_on_the_way_there()
    {
        var problem = Stopping(FakePoints.Optimize(optimizer: Climb), noise: 2);
        var run = new PointRun(problem);
        var rows = FakePoints.Finish(run, FakePoints.Kernel(problem));
        var result = run.Result();

        Assert.Equal((RunState.Completed, StopReason.GradientBelowNoise), (result.State, result.StoppedBy));
        Assert.InRange(result.Iterations, Window + 1, Climb.Iterations - 1);
        Assert.Equal(0, (Climb.Iterations - result.Iterations) % Window);
        Assert.Equal(result.Iterations, rows[^1].Iteration);
        Assert.InRange(Math.Abs(result.Parameters[0].Value - 3), 0, 0.05);
        Assert.True(Math.Abs(rows.Where(row => row.Iteration == Window).Average(row => row.Numbers[0]) - 3) < 0.5, "the first window has all of the way in it");
    }

    [Fact]
    public void Replicates_that_climb_in_opposite_directions_are_not_at_rest()
    {
        // The gradients of two replicates cancel in the mean; each is far from zero.
        var problem = Stopping(FakePoints.Optimize(replicates: 2, optimizer: Climb with { LearningRate = 1e-300 }), noise: 2) with { InitialTheta = Vector.Of(3, 7) };
        var run = new PointRun(problem);
        var rows = FakePoints.Finish(run, FakePoints.Kernel(problem, (replicate, _, row) => row[SumsLayout.Moments] += (replicate == 0 ? 1 : -1) * row[SumsLayout.Draws]));

        Assert.Equal((StopReason.Iterations, Climb.Iterations), (run.Result().StoppedBy, run.Result().Iterations));
        var window = rows.Where(row => row.Iteration is >= 10 and < 10 + Window).ToArray();
        Assert.True(Math.Abs(window.Sum(row => row.Numbers[3])) < 2 * Math.Sqrt(window.Sum(row => row.Numbers[4] * row.Numbers[4])), "together they look like rest");
    }

    [Theory]
    [InlineData(ObjectiveGoal.Maximize, double.NegativeInfinity, 2, true)]
    [InlineData(ObjectiveGoal.Minimize, 2, double.PositiveInfinity, true)]
    [InlineData(ObjectiveGoal.Maximize, 2, double.PositiveInfinity, false)]
    [InlineData(ObjectiveGoal.Minimize, double.NegativeInfinity, 2, false)]
    public void A_bound_that_holds_theta_back_is_rest(ObjectiveGoal goal, double lower, double upper, bool isRest)
    {
        var slow = Climb with { LearningRate = 1e-6, Lower = Vector.Of(lower), Upper = Vector.Of(upper) };
        var problem = Stopping(FakePoints.Optimize(optimizer: slow), noise: 2);
        var run = new PointRun(problem with { Spec = problem.Spec with { Objective = new("hill", goal) } });
        FakePoints.Finish(run, FakePoints.Kernel(problem));
        Assert.Equal(isRest ? StopReason.GradientBelowNoise : StopReason.Iterations, run.Result().StoppedBy);
    }

    [Theory]
    [InlineData(ObjectiveGoal.Maximize, 1, 2.0009, true)]
    [InlineData(ObjectiveGoal.Maximize, 1, 2.0011, false)]
    [InlineData(ObjectiveGoal.Minimize, 1.9991, 3, true)]
    [InlineData(ObjectiveGoal.Minimize, 1.9989, 3, false)]
    [InlineData(ObjectiveGoal.Minimize, 1, 2.0009, false)]
    public void A_logit_rests_within_a_thousandth_of_the_interval_from_the_bound_that_holds_it_back(ObjectiveGoal goal, double lower, double upper, bool isRest)
    {
        var slow = Climb with { LearningRate = 1e-9, Lower = Vector.Of(lower), Upper = Vector.Of(upper), Transforms = [ParameterTransform.Logit] };
        var problem = Stopping(FakePoints.Optimize(optimizer: slow), noise: 2);
        var run = new PointRun(problem with { Spec = problem.Spec with { Objective = new("hill", goal) } });
        FakePoints.Finish(run, FakePoints.Kernel(problem));
        Assert.Equal(isRest ? StopReason.GradientBelowNoise : StopReason.Iterations, run.Result().StoppedBy);
    }

    [Fact]
    public void A_standard_error_counts_only_at_rest_and_is_then_that_of_the_result()
    {
        const double wanted = 0.02;
        var problem = Stopping(FakePoints.Optimize(replicates: 8, optimizer: Climb), errors: Vector.Of(wanted));
        var run = new PointRun(problem);
        FakePoints.Run(run, FakePoints.Kernel(problem), passes: 10 + Window);
        var early = Statistically.Mean([.. run.State.Replicates.Select(replicate => replicate.TailSum[0] / Window)]);
        Assert.True(early.Error < wanted, "on the way the replicates agree already");
        Assert.Null(run.State.End);

        FakePoints.Finish(run, FakePoints.Kernel(problem));
        var result = run.Result();
        Assert.Equal(StopReason.StandardError, result.StoppedBy);
        Assert.InRange(result.Iterations, 10 + (2 * Window), Climb.Iterations - 1);
        Assert.InRange(result.Parameters[0].Error, double.Epsilon, wanted);
    }

    [Fact]
    public void A_window_ends_the_point_when_its_error_may_hardly_be_larger_than_wanted_and_not_when_it_is_small_itself()
    {
        // √(7/χ²) = 1.797 for 8 replicates, with χ² = 2.167 the quantile at 5 % of seven degrees of freedom.
        var first = Stopped(1e9);
        var error = first.Parameters[0].Error;
        Assert.Equal(first.Iterations, Stopped(1.80 * error).Iterations);
        Assert.NotEqual(first.Iterations, Stopped(1.79 * error).Iterations);

        PointResult Stopped(double wanted)
        {
            var problem = Stopping(FakePoints.Optimize(replicates: 8, optimizer: Climb), errors: Vector.Of(wanted));
            var run = new PointRun(problem);
            FakePoints.Finish(run, FakePoints.Kernel(problem));
            return run.Result();
        }
    }

    [Fact]
    public void A_standard_error_out_of_reach_ends_nothing()
    {
        var problem = Stopping(FakePoints.Optimize(optimizer: Climb), errors: Vector.Of(1e-9));
        var run = new PointRun(problem);
        FakePoints.Finish(run, FakePoints.Kernel(problem));
        Assert.Equal((StopReason.Iterations, Climb.Iterations), (run.Result().StoppedBy, run.Result().Iterations));
    }

    [Fact]
    public void What_a_rule_ended_is_what_as_many_iterations_give()
    {
        var problem = FakePoints.Optimize(optimizer: Climb);
        var stopped = Digest(Stopping(problem, noise: 2), out var result);
        Assert.Equal(Digest(Ending(problem, result.Iterations), out var limited), stopped);
        Assert.Equal(Digest(FakePoints.Optimize(optimizer: Climb with { Iterations = result.Iterations }), out _), stopped);
        Assert.Equal((StopReason.Iterations, result.Iterations), (limited.StoppedBy, limited.Iterations));
        Assert.Equal(result.Parameters[0], limited.Parameters[0]);
    }

    [Theory]
    [InlineData(LearningSchedule.Constant)]
    [InlineData(LearningSchedule.Cosine)]
    public void What_the_wall_time_ended_anywhere_is_reproduced_by_its_number_of_iterations(LearningSchedule schedule)
    {
        var problem = FakePoints.Optimize(optimizer: FakePoints.Adam with { Iterations = 12, TailAverage = 5, Schedule = schedule });
        for (var end = 0; end < 12; end++)
        {
            var timed = problem with { Spec = problem.Spec with { Stop = new(null, TimeSpan.FromSeconds(1), 0.01, Vector.Empty) } };
            var run = new PointRun(timed);
            var trace = FakePoints.Run(run, FakePoints.Kernel(problem), end);
            run.Stop();
            Assert.False(run.CanStop);
            trace.AddRange(FakePoints.Run(run, FakePoints.Kernel(problem), int.MaxValue));

            using var digest = new TraceDigest();
            trace.ForEach(block => digest.Add(problem.Spec.Identity, block));
            Assert.Equal(Digest(Ending(problem, end), out var again), digest.Result());
            var result = run.Result();
            Assert.Equal((RunState.Completed, StopReason.WallTime, end), (result.State, result.StoppedBy, result.Iterations));
            Assert.Equal(end == 0 ? [] : again.Parameters, result.Parameters);
            Assert.Equal(end > 0, result.Objective is not null);
        }
    }

    [Fact]
    public void A_limit_within_the_tail_averages_over_all_there_is()
    {
        var problem = Ending(FakePoints.Optimize(optimizer: FakePoints.Adam with { TailAverage = 6 }), 2);
        var run = new PointRun(problem);
        var thetas = new List<double>();
        while (run.State.Pass < 2)
        {
            run.Complete(FakePoints.Rows(run, FakePoints.Kernel(problem)));
            thetas.Add(run.State.Replicates[0].Theta[0]);
        }

        Assert.Equal(ChainPass.Final, run.Pass);
        Assert.Equal((thetas[0] + thetas[1]) / 2, run.Slices[0].Theta[0]);
    }

    [Fact]
    public void A_gradient_that_had_not_begun_is_left_out()
    {
        var problem = FakePoints.Evaluate();
        var timed = new PointRun(problem with { Spec = problem.Spec with { Stop = new(null, TimeSpan.FromSeconds(1), null, Vector.Empty) } });
        timed.Stop();
        var left = new PointRun(Ending(problem, 0));
        Assert.All([timed, left], run => Assert.Equal((true, RunState.Completed, 0), (run.IsFinished, run.Result().State, run.Result().Iterations)));
        Assert.All([timed, left], run => Assert.Empty(run.Result().Parameters));
        Assert.Equal((StopReason.WallTime, StopReason.Iterations), (timed.Result().StoppedBy, left.Result().StoppedBy));
    }

    [Fact]
    public void Without_a_wall_time_or_in_the_evaluation_nothing_can_be_left_out()
    {
        Assert.Throws<InvalidOperationException>(new PointRun(FakePoints.Optimize()).Stop);
        var problem = FakePoints.Optimize();
        var run = new PointRun(problem with { Spec = problem.Spec with { Stop = new(null, TimeSpan.FromSeconds(1), null, Vector.Empty) } });
        FakePoints.Run(run, FakePoints.Kernel(problem), passes: 6);
        Assert.False(run.CanStop);
        Assert.Throws<InvalidOperationException>(run.Stop);
    }

    [Fact]
    public void A_failed_replicate_has_no_vote()
    {
        var problem = Stopping(FakePoints.Optimize(optimizer: Climb), noise: 2);
        var run = new PointRun(problem);
        FakePoints.Finish(run, FakePoints.Kernel(problem, (replicate, pass, row) => row[0] = replicate == 1 && pass == ChainPass.At(3) ? double.NaN : row[0]));
        Assert.Equal((StopReason.GradientBelowNoise, 2), (run.Result().StoppedBy, run.Result().Replicates));
    }

    /// <summary>P(|Z + d| ≤ c) for a standard normal Z.</summary>
    private static double Probability(double limit, double distance) => Phi(limit - distance) - Phi(-limit - distance);

    private static double Phi(double x) => SpecialFunctions.Erfc(-x / Math.Sqrt(2)) / 2;

    private static PointProblem Stopping(PointProblem problem, double? noise = null, Vector errors = default) =>
        problem with { Spec = problem.Spec with { Stop = new(null, null, noise, errors) } };

    private static PointProblem Ending(PointProblem problem, int iterations) =>
        problem with { Spec = problem.Spec with { Stop = new(iterations, null, null, Vector.Empty) } };

    private static string Digest(PointProblem problem, out PointResult result)
    {
        var outcome = LocalRun.Run([FakePoints.Local(problem)]);
        result = outcome.Points[0].Result;
        return outcome.Digest;
    }
}
