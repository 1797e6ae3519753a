using DiffMH.Engine.Runs;

namespace DiffMH.Tests.Runs;

public sealed class ResumeTests
{
    [Fact]
    public void A_run_resumed_from_its_stored_state_after_any_pass_ends_with_the_same_bits()
    {
        foreach (var problem in new[] { FakePoints.Optimize(), FakePoints.Optimize(chains: 1), FakePoints.Evaluate() })
        {
            RequireSameBits(problem);
        }
    }

    [Theory]
    [InlineData(LearningSchedule.Cosine, 1)]
    [InlineData(LearningSchedule.InverseSqrt, 5)]
    public void So_does_a_run_with_a_schedule_and_a_thinned_trace(LearningSchedule schedule, int thin)
    {
        var problem = FakePoints.Optimize(optimizer: FakePoints.Adam with { Schedule = schedule });
        RequireSameBits(problem with { Spec = problem.Spec with { Output = new(problem.Observables, thin) } });
    }

    [Theory]
    [InlineData(StopReason.Iterations)]
    [InlineData(StopReason.GradientBelowNoise)]
    [InlineData(StopReason.StandardError)]
    [InlineData(StopReason.WallTime)]
    public void So_does_a_run_that_a_rule_ends(StopReason reason)
    {
        var problem = FakePoints.Optimize(optimizer: FakePoints.Adam with { Iterations = 120, TailAverage = 12 });
        problem = problem with { InitialTheta = Vector.Of(2.9, 7), Spec = problem.Spec with { Stop = Rule(reason) } };
        Assert.Equal(reason, Finish(problem, stopAfter: null).Result.StoppedBy);
        RequireSameBits(problem, passes: 50);
    }

    [Fact]
    public void A_failed_replicate_stays_failed_over_a_resume()
    {
        var problem = FakePoints.Optimize();
        var run = new PointRun(problem);
        var rows = FakePoints.Rows(run, FakePoints.Kernel(problem));
        rows[0] = double.NaN;
        run.Complete(rows);
        var resumed = new PointRun(problem, PointState.FromBytes(run.State.ToBytes()));
        Assert.Equal([1, 2], resumed.Slices.Select(slice => slice.Replicate));
        Assert.Equal(run.Result().Failure, resumed.Result().Failure);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(100)]
    public void Neither_batches_nor_interruptions_change_a_bit(int groupsPerBatch)
    {
        LocalPoint[] points = [FakePoints.Local(FakePoints.Optimize(chains: 19)), FakePoints.Local(FakePoints.Evaluate(name: "other"))];
        var whole = LocalRun.Run(points);
        Assert.Equal(whole.Digest, LocalRun.Run(points, groupsPerBatch).Digest);
        Assert.Equal(whole.Digest, LocalRun.Run(points, groupsPerBatch, new EveryOther()).Digest);
    }

    [Fact]
    public void Batches_cover_every_group_once_and_in_order()
    {
        var run = new PointRun(FakePoints.Optimize());
        var batches = BatchDivision.Divide(run.Slices, 4).ToArray();
        Assert.Equal([4, 4, 4, 3], batches.Select(batch => batch.Sum(slice => slice.Groups)));
        Assert.Equal(
            Enumerable.Range(0, 3).SelectMany(replicate => Enumerable.Range(0, 5).Select(group => (replicate, group))),
            batches.SelectMany(batch => batch).SelectMany(slice => Enumerable.Range(slice.FirstGroup, slice.Groups).Select(group => (slice.Replicate, group))));
    }

    [Fact]
    public void More_replicates_leave_the_bits_of_the_others_alone()
    {
        var few = FakePoints.Finish(new PointRun(FakePoints.Optimize()), FakePoints.Kernel(FakePoints.Optimize()));
        var many = FakePoints.Finish(new PointRun(FakePoints.Optimize(replicates: 5)), FakePoints.Kernel(FakePoints.Optimize(replicates: 5)));
        Assert.Equal(
            few.Select(row => string.Join(' ', row.Numbers)),
            many.Where(row => row.Replicate < 3).Select(row => string.Join(' ', row.Numbers)),
            StringComparer.Ordinal);
    }

    private static StopSettings Rule(StopReason reason) => reason switch
    {
        StopReason.Iterations => new(30, null, null, Vector.Empty),
        StopReason.WallTime => new(null, TimeSpan.FromSeconds(1), null, Vector.Empty),
        StopReason.GradientBelowNoise => new(null, null, 2, Vector.Empty),
        _ => new(null, null, null, Vector.Of(0.1)),
    };

    private static void RequireSameBits(PointProblem problem, int? passes = null)
    {
        var whole = Finish(problem, stopAfter: null);
        for (var pass = 0; pass <= (passes ?? problem.Passes); pass++)
        {
            var resumed = Finish(problem, pass);
            Assert.Equal((whole.Digest, whole.State), (resumed.Digest, resumed.State));
        }
    }

    /// <summary>Runs to the end, through its stored form after a pass; a wall time is reached after 20 passes.</summary>
    private static (string Digest, string State, PointResult Result) Finish(PointProblem problem, int? stopAfter)
    {
        using var digest = new TraceDigest();
        var kernel = FakePoints.Kernel(problem);
        var run = new PointRun(problem);
        while (!run.IsFinished)
        {
            run = Restored(run, problem, stopAfter);
            if (run is { CanStop: true, State.Pass: 20 })
            {
                run.Stop();
                run = Restored(run, problem, stopAfter);
            }

            digest.Add(problem.Spec.Identity, run.Complete(FakePoints.Rows(run, kernel)));
        }

        run = Restored(run, problem, stopAfter);
        return (digest.Result(), Convert.ToHexString(run.State.ToBytes()), run.Result());
    }

    private static PointRun Restored(PointRun run, PointProblem problem, int? stopAfter) =>
        run.State.Pass == stopAfter ? new PointRun(problem, PointState.FromBytes(run.State.ToBytes())) : run;
}
