using DiffMH.Engine.Runs;

namespace DiffMH.Tests.Runs;

public sealed class ResumeTests
{
    [Fact]
    public void A_run_resumed_from_its_stored_state_after_any_pass_ends_with_the_same_bits()
    {
        foreach (var problem in new[] { FakePoints.Optimize(), FakePoints.Optimize(chains: 1), FakePoints.Evaluate() })
        {
            var whole = Finish(problem, stopAfter: null);
            for (var pass = 0; pass <= problem.Passes; pass++)
            {
                Assert.Equal(whole, Finish(problem, pass));
            }
        }
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

    private static (string Digest, string State) Finish(PointProblem problem, int? stopAfter)
    {
        using var digest = new TraceDigest();
        var kernel = FakePoints.Kernel(problem);
        var run = new PointRun(problem);
        while (!run.IsFinished)
        {
            run = Restored(run, problem, stopAfter);
            digest.Add(problem.Spec.Identity, run.Complete(FakePoints.Rows(run, kernel)));
        }

        return (digest.Result(), Convert.ToHexString(Restored(run, problem, stopAfter).State.ToBytes()));
    }

    private static PointRun Restored(PointRun run, PointProblem problem, int? stopAfter) =>
        run.State.Pass == stopAfter ? new PointRun(problem, PointState.FromBytes(run.State.ToBytes())) : run;
}
