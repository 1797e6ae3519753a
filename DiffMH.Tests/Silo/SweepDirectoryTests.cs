using DiffMH.Silo.Hosting;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Silo;

/// <summary>What a user wants of a sweep is kept over losses: work goes on by itself, and pauses and cancellations stay.</summary>
public sealed class SweepDirectoryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static RunOptions Options { get; } = new(LanesPerBatch: null);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_submitted_sweep_is_listed_and_ends_with_the_digest_of_the_plain_loop()
    {
        await using var cluster = await Start();
        var sweep = SweepOf.Freeze(SweepOf.Ising, cluster.Catalogue);
        var directory = Directory(cluster);
        Assert.Equal(RunState.Running, (await directory.Submit(sweep, Options)).State);

        var entry = Assert.Single(await directory.List());
        Assert.Equal((sweep.Id, "ising", 2), (entry.Id, entry.Name, entry.Points));
        var grain = cluster.Grains.GetGrain<ISweepGrain>(sweep.Id);
        await SweepOf.Until(grain, _ => false);
        Assert.Equal(SweepOf.LocalDigest(sweep, cluster.Catalogue), await SweepOf.ClusterDigest(sweep, grain));
        entry = Assert.Single(await directory.List());
        Assert.Equal((RunState.Completed, 2, 1.0), (entry.State, entry.Completed, entry.Progress));
        Assert.Equal([RunState.Completed, RunState.Completed], (await grain.Points(0, 10)).Select(point => point.State));
        Assert.Equal(sweep.Id, (await grain.Frozen())!.Id);
    }

    [Fact]
    public async Task A_poke_after_a_restart_goes_on_with_what_was_at_work_and_not_with_what_rests()
    {
        string expected;
        FrozenSweep working, resting;
        await using (var cluster = await Start())
        {
            working = SweepOf.Freeze(SweepOf.LongIsing, cluster.Catalogue);
            resting = SweepOf.Freeze(SweepOf.Interruptible.Replace("\"seed\": 7", "\"seed\": 8", StringComparison.Ordinal), cluster.Catalogue);
            expected = SweepOf.LocalDigest(working, cluster.Catalogue);
            await Directory(cluster).Submit(resting, Options);
            await SweepOf.UntilAtWork(resting, cluster.Grains);
            await cluster.Grains.GetGrain<ISweepGrain>(resting.Id).Pause();
            await Directory(cluster).Submit(working, Options);
            await SweepOf.UntilAtWork(working, cluster.Grains);
        }

        await using var next = await Start();
        await Directory(next).Poke();
        var grain = next.Grains.GetGrain<ISweepGrain>(working.Id);
        Assert.Equal(RunState.Completed, (await SweepOf.Until(grain, _ => false)).State);
        Assert.Equal(expected, await SweepOf.ClusterDigest(working, grain));

        var rested = next.Grains.GetGrain<ISweepGrain>(resting.Id);
        Assert.Equal(RunState.Paused, (await rested.Status()).State);
        await rested.Resume();
        Assert.Equal(RunState.Completed, (await SweepOf.Until(rested, _ => false)).State);
        Assert.Equal(SweepOf.LocalDigest(resting, next.Catalogue), await SweepOf.ClusterDigest(resting, rested));
    }

    [Fact]
    public async Task Who_keeps_a_sweep_at_work_is_told_how_far_it_is_and_not_of_its_points()
    {
        await using var cluster = await Start();
        var sweep = SweepOf.LongIsingOf(draws: 10_000, cluster.Catalogue);   // does not end before it is asked
        var grain = cluster.Grains.GetGrain<ISweepGrain>(sweep.Id);
        await Directory(cluster).Submit(sweep, Options);
        Assert.NotEmpty((await SweepOf.Until(grain, status => !status.Running.IsEmpty)).Running);
        var (brief, whole) = (await grain.Ensure(), await grain.Status());
        Assert.Empty(brief.Running);
        Assert.Equal((sweep.Id, whole.Points), (brief.Id, brief.Points));
        await grain.Cancel();
    }

    [Fact]
    public async Task A_cancelled_sweep_stays_cancelled_until_it_is_submitted_again_and_then_ends_with_the_same_bits()
    {
        await using var cluster = await Start();
        var sweep = SweepOf.Freeze(SweepOf.Interruptible, cluster.Catalogue);
        var grain = cluster.Grains.GetGrain<ISweepGrain>(sweep.Id);
        await Directory(cluster).Submit(sweep, Options);
        await SweepOf.UntilAtWork(sweep, cluster.Grains);
        await grain.Cancel();

        Assert.Equal(RunState.Cancelled, (await grain.Ensure()).State);
        Assert.Equal(RunState.Cancelled, Assert.Single(await Directory(cluster).List()).State);
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(grain.Resume);
        Assert.Contains("was cancelled", refusal.Message, StringComparison.Ordinal);

        await Directory(cluster).Submit(sweep, Options);
        Assert.Equal(RunState.Completed, (await SweepOf.Until(grain, _ => false)).State);
        Assert.Equal(SweepOf.LocalDigest(sweep, cluster.Catalogue), await SweepOf.ClusterDigest(sweep, grain));
        await grain.Cancel();
        Assert.Equal(RunState.Completed, (await grain.Status()).State);
    }

    [Fact]
    public async Task Time_at_work_is_counted_over_restarts()
    {
        double before;
        FrozenSweep sweep;
        await using (var cluster = await Start())
        {
            sweep = SweepOf.Freeze(SweepOf.LongIsing, cluster.Catalogue);
            var grain = cluster.Grains.GetGrain<ISweepGrain>(sweep.Id);
            await grain.Start(sweep, Options);
            await SweepOf.UntilAtWork(sweep, cluster.Grains);
            await grain.Pause();
            before = (await grain.Status()).WorkSeconds;
        }

        await using var next = await Start();
        Assert.True(before > 0);
        Assert.Equal(before, (await next.Grains.GetGrain<ISweepGrain>(sweep.Id).Status()).WorkSeconds);
    }

    private static ISweepDirectoryGrain Directory(EmbeddedCluster cluster) => cluster.Grains.GetGrain<ISweepDirectoryGrain>(0);

    private Task<EmbeddedCluster> Start() => EmbeddedCluster.StartAsync(
        new() { PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins"), Silos = 2, StatePath = folder.File("data/state.db") },
        CancellationToken.None);
}
