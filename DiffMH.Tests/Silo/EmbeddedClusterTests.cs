using System.Diagnostics;
using DiffMH.Silo.Hosting;
using DiffMH.Tests.Plugins;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Silo;

/// <summary>The cluster's answer is the loop's answer, bit for bit, however the work is divided, interrupted and resumed.</summary>
public sealed class EmbeddedClusterTests : IDisposable
{
    /// <summary>Within which a cluster that stops has committed: a little less than it gives itself.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1.4);

    private readonly TemporaryFolder folder = new();

    private static string DropFolder { get; } = Path.Combine(AppContext.BaseDirectory, "plugins");

    private string StatePath => folder.File("data/state.db");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, null, false)]
    [InlineData(1, 1, true)]
    [InlineData(2, null, true)]
    [InlineData(2, 4, false)]
    [InlineData(3, 1, false)]
    public async Task Any_number_of_silos_and_any_batch_size_give_the_digest_of_the_plain_loop(int silos, int? lanesPerBatch, bool isStored)
    {
        await using var cluster = await Start(silos, isStored);
        var sweep = SweepOf.Freeze(SweepOf.Ising, cluster.Catalogue);
        Assert.Equal(SweepOf.LocalDigest(sweep, cluster.Catalogue), await SweepOf.Run(sweep, cluster.Grains, lanesPerBatch));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, 1)]
    public async Task Every_estimator_gives_the_digest_of_the_plain_loop(int silos, int? lanesPerBatch)
    {
        await using var cluster = await Start(silos, isStored: false);
        var sweep = SweepOf.Freeze(SweepOf.Estimators, cluster.Catalogue);
        Assert.Equal(SweepOf.LocalDigest(sweep, cluster.Catalogue), await SweepOf.Run(sweep, cluster.Grains, lanesPerBatch));
    }

    [Fact]
    public async Task Objectives_that_are_written_out_give_the_digest_of_the_plain_loop()
    {
        await using var cluster = await Start(silos: 2, isStored: true);
        foreach (var document in SweepOf.Expressions)
        {
            var sweep = SweepOf.Freeze(document, cluster.Catalogue);
            Assert.Equal(SweepOf.LocalDigest(sweep, cluster.Catalogue), await SweepOf.Run(sweep, cluster.Grains, lanesPerBatch: 2));
            var status = await cluster.Grains.GetGrain<ISweepGrain>(sweep.Id).Status();
            Assert.Equal((RunState.Completed, 0), (status.State, status.Failed));
        }
    }

    [Fact]
    public async Task A_sweep_that_was_paused_and_resumed_by_another_cluster_gives_the_same_bits()
    {
        string expected;
        await using (var cluster = await Start(silos: 1, isStored: true))
        {
            var sweep = SweepOf.Freeze(SweepOf.Interruptible, cluster.Catalogue);
            expected = SweepOf.LocalDigest(sweep, cluster.Catalogue);
            var grain = cluster.Grains.GetGrain<ISweepGrain>(sweep.Id);
            await grain.Start(sweep, new RunOptions(LanesPerBatch: null));
            await SweepOf.UntilAtWork(sweep, cluster.Grains);
            await grain.Pause();
            var paused = await grain.Status();
            Assert.Equal(RunState.Paused, paused.State);
            Assert.InRange(paused.Progress, 0.001, 0.999);
            Assert.Empty(paused.Running);
        }

        await using var next = await Start(silos: 2, isStored: true);
        Assert.Equal(expected, await SweepOf.Run(SweepOf.Freeze(SweepOf.Interruptible, next.Catalogue), next.Grains));
    }

    [Fact]
    public async Task A_pause_and_a_start_in_the_same_cluster_go_on_from_there()
    {
        await using var cluster = await Start(silos: 1, isStored: false);
        var sweep = SweepOf.Freeze(SweepOf.LongIsing, cluster.Catalogue);
        var grain = cluster.Grains.GetGrain<ISweepGrain>(sweep.Id);
        await grain.Start(sweep, new RunOptions(LanesPerBatch: null));
        await SweepOf.UntilAtWork(sweep, cluster.Grains);
        await grain.Pause();
        Assert.Equal(SweepOf.LocalDigest(sweep, cluster.Catalogue), await SweepOf.Run(sweep, cluster.Grains));
    }

    [Fact]
    public async Task A_finished_sweep_that_is_started_again_changes_nothing_and_answers_at_once()
    {
        string digest;
        await using (var cluster = await Start(silos: 1, isStored: true))
        {
            digest = await SweepOf.Run(SweepOf.Freeze(SweepOf.Ising, cluster.Catalogue), cluster.Grains);
        }

        await using var again = await Start(silos: 1, isStored: true);
        var sweep = SweepOf.Freeze(SweepOf.Ising, again.Catalogue);
        Assert.Equal(digest, await SweepOf.Run(sweep, again.Grains));
        var grain = again.Grains.GetGrain<ISweepGrain>(sweep.Id);
        var result = await grain.Result(1);
        Assert.Equal((RunState.Completed, 3, 70), (result.State, result.Replicates, result.Iterations));
        Assert.Equal("T", Assert.Single(result.Parameters).Name);
    }

    [Fact]
    public async Task A_failing_point_leaves_the_others_finished_and_says_why()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new() { PluginFolder = BuiltPlugins.Folder }, CancellationToken.None);
        var sweep = SweepOf.Freeze(SweepOf.Moods, cluster.Catalogue);
        var grain = cluster.Grains.GetGrain<ISweepGrain>(sweep.Id);
        await grain.Start(sweep, new RunOptions(LanesPerBatch: null));
        var status = await SweepOf.Until(grain, _ => false);

        Assert.Equal((RunState.Failed, 1, 2), (status.State, status.Completed, status.Failed));
        var (throwing, vague, calm) = (await grain.Result(0), await grain.Result(1), await grain.Result(2));
        Assert.Equal((RunState.Failed, "System.InvalidOperationException", "not in the mood"), (throwing.State, throwing.Failure?.Kind, throwing.Failure?.Message));
        Assert.Equal(RunState.Failed, vague.State);
        Assert.Contains("NaN", vague.Failure?.Message, StringComparison.Ordinal);
        Assert.Equal((RunState.Completed, null), (calm.State, calm.Failure));
    }

    [Fact]
    public async Task Another_sweep_under_the_same_id_is_refused()
    {
        await using var cluster = await Start(silos: 1, isStored: false);
        var sweep = SweepOf.Freeze(SweepOf.Ising, cluster.Catalogue);
        await SweepOf.Run(sweep, cluster.Grains);
        var other = sweep with { Document = "{}" };
        await Assert.ThrowsAsync<InvalidOperationException>(() => cluster.Grains.GetGrain<ISweepGrain>(sweep.Id).Start(other, new RunOptions(LanesPerBatch: null)));
    }

    [Fact]
    public async Task A_state_file_in_use_is_refused_and_free_again_after_the_cluster()
    {
        await using (await Start(silos: 1, isStored: true))
        {
            var error = await Assert.ThrowsAsync<IOException>(() => Start(silos: 1, isStored: true));
            Assert.Contains($"'{StatePath}' is in use by another process", error.Message, StringComparison.Ordinal);
        }

        await using var after = await Start(silos: 1, isStored: true);
        Assert.NotEmpty(after.Plugins);
    }

    [Fact]
    public async Task A_damaged_state_file_is_named_before_anything_runs()
    {
        Directory.CreateDirectory(folder.File("data"));
        await File.WriteAllTextAsync(StatePath, new string('x', 4096));
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Start(silos: 1, isStored: true));
        Assert.Contains(StatePath, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_plugin_folder_is_named() =>
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => EmbeddedCluster.StartAsync(new() { PluginFolder = folder.File("nowhere") }, CancellationToken.None));

    [Fact]
    public async Task A_cluster_that_is_stopped_at_work_has_committed_and_the_next_goes_on_from_there()
    {
        var (sweep, seen, state) = await StopAtWork();
        await using var next = await Start(silos: 1, state);
        Assert.InRange((await next.Grains.GetGrain<IAggregatorGrain>($"{sweep.Id}/0").Status()).Iteration, Math.Max(1, seen), sweep.Points[0].Optimizer!.Iterations - 1);
        Assert.Equal(RunState.Paused, (await next.Grains.GetGrain<ISweepGrain>(sweep.Id).Status()).State);
        Assert.Equal(SweepOf.LocalDigest(sweep, next.Catalogue), await SweepOf.Run(sweep, next.Grains));
    }

    /// <summary>Stops two silos at work; again with an empty store where their machine paused so long that they were ended before they had committed.</summary>
    /// <returns>The sweep, how many iterations of its first point were done, and the store.</returns>
    private async Task<(FrozenSweep Sweep, int Seen, string StatePath)> StopAtWork()
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            FrozenSweep sweep;
            int seen;
            var (state, clock) = (folder.File($"data-{attempt}/state.db"), new Stopwatch());
            await using (var cluster = await Start(silos: 2, state))
            {
                sweep = SweepOf.Freeze(SweepOf.LongIsing.Replace("\"iterations\": 150", "\"iterations\": 1000", StringComparison.Ordinal), cluster.Catalogue);   // not to end before it is stopped
                await cluster.Grains.GetGrain<ISweepGrain>(sweep.Id).Start(sweep, new RunOptions(LanesPerBatch: null));
                await SweepOf.UntilAtWork(sweep, cluster.Grains);
                seen = (await cluster.Grains.GetGrain<IAggregatorGrain>($"{sweep.Id}/0").Status()).Iteration;
                clock.Start();
            }

            if (clock.Elapsed < StopPatience)
            {
                return (sweep, seen, state);
            }
        }

        throw new TimeoutException($"No cluster has stopped within {StopPatience}.");
    }

    private Task<EmbeddedCluster> Start(int silos, bool isStored) => Start(silos, isStored ? StatePath : null);

    private static Task<EmbeddedCluster> Start(int silos, string? statePath) =>
        EmbeddedCluster.StartAsync(new() { PluginFolder = DropFolder, Silos = silos, StatePath = statePath }, CancellationToken.None);
}
