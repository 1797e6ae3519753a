using DiffMH.Engine.Runs;

namespace DiffMH.Tests.Runs;

/// <summary>What is kept of the results is less; what is kept is the same.</summary>
public sealed class OutputTests
{
    [Theory]
    [InlineData(10, 4, new[] { 0, 4, 8, 9, 10 })]
    [InlineData(9, 4, new[] { 0, 4, 8, 9 })]
    [InlineData(8, 4, new[] { 0, 4, 7, 8 })]
    [InlineData(10, 100, new[] { 0, 9, 10 })]
    [InlineData(1, 3, new[] { 0, 1 })]
    public void A_thinned_trace_has_every_kth_iteration_the_last_and_the_evaluation(int iterations, int thin, int[] kept)
    {
        var problem = FakePoints.Optimize(optimizer: FakePoints.Adam with { Iterations = iterations, TailAverage = 1 });
        var whole = Rows(problem);
        var thinned = Rows(Thinned(problem, thin));
        Assert.Equal(kept, thinned.Select(row => row.Iteration).Distinct());
        Assert.Equal(Text(whole.Where(row => kept.Contains(row.Iteration))), Text(thinned), StringComparer.Ordinal);
    }

    [Fact]
    public void The_iteration_that_the_wall_time_made_the_last_is_kept_too()
    {
        var problem = Thinned(FakePoints.Optimize(), 4);
        problem = problem with { Spec = problem.Spec with { Stop = new(null, TimeSpan.FromSeconds(1), null, Vector.Empty) } };
        var run = new PointRun(problem);
        FakePoints.Run(run, FakePoints.Kernel(problem), passes: 3);
        run.Stop();
        Assert.Equal([2, 2, 2, 3, 3, 3], run.Complete(FakePoints.Rows(run, FakePoints.Kernel(problem))).Iterations);
    }

    [Theory]
    [InlineData(1, 2, new[] { 0, 4, 5, 6 })]
    [InlineData(1, 5, new[] { 0, 4, 5, 6 })]
    [InlineData(3, 2, new[] { 0, 2 })]
    public void A_failure_leaves_the_trace_in_order_and_with_the_iteration_in_which_the_last_replicate_failed(int failing, int iteration, int[] kept)
    {
        var problem = FakePoints.Optimize();
        var kernel = FakePoints.Kernel(problem, (replicate, pass, row) => row[0] = replicate < failing && pass == ChainPass.At(iteration) ? double.NaN : row[0]);
        var rows = FakePoints.Finish(new PointRun(Thinned(problem, 4)), kernel);
        Assert.Equal(kept, rows.Select(row => row.Iteration).Distinct());
        Assert.Equal(rows.Select(row => (row.Iteration, row.Replicate)).Order(), rows.Select(row => (row.Iteration, row.Replicate)));
    }

    [Fact]
    public void Only_the_observables_asked_for_are_results_and_the_objective_is_the_same()
    {
        foreach (var problem in new[] { FakePoints.Optimize(), FakePoints.Evaluate() })
        {
            var all = LocalRun.Run([FakePoints.Local(problem)]);
            var some = LocalRun.Run([FakePoints.Local(problem with { Spec = problem.Spec with { Output = new(["x^2"], 1) } })]);
            var (whole, result) = (all.Points[0].Result, some.Points[0].Result);
            Assert.Equal(all.Digest, some.Digest);
            Assert.Equal(whole.Objective, result.Objective);
            Assert.Equal(whole.Moments[1], Assert.Single(result.Moments));
            Assert.Equal("x^2", Assert.Single(result.Diagnostics!.Observables).Name);
        }
    }

    private static PointProblem Thinned(PointProblem problem, int thin) => problem with { Spec = problem.Spec with { Output = new(problem.Observables, thin) } };

    private static List<(int Iteration, int Replicate, double[] Numbers)> Rows(PointProblem problem) =>
        FakePoints.Finish(new PointRun(problem), FakePoints.Kernel(problem));

    private static IEnumerable<string> Text(IEnumerable<(int Iteration, int Replicate, double[] Numbers)> rows) =>
        rows.Select(row => $"{row.Iteration} {row.Replicate} {string.Join(' ', row.Numbers)}");
}
