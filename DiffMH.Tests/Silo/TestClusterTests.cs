using DiffMH.Engine.Models;
using DiffMH.Silo.Plugins;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Silo;

/// <summary>Silos with a client and a store between them: where batches run, and what a lost silo or a second activation changes.</summary>
public sealed class TestClusterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ModelCatalogue catalogue = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")).Catalogue;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Batches_are_spread_over_both_silos()
    {
        await using var cluster = await TestClusters.Start(silos: 2, folder.Path);
        var sweep = SweepOf.Freeze(SweepOf.Interruptible, catalogue);
        await cluster.Client.GetGrain<ISweepGrain>(sweep.Id).Start(sweep, new RunOptions(LanesPerBatch: 1));
        await SweepOf.UntilAtWork(sweep, cluster.Client);

        // While it is at work: what has ended leaves memory.
        var statistics = await cluster.Client.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        var batches = statistics.Where(grain => grain.GrainId.Type.ToString() == "chain-batch").CountBy(grain => grain.SiloAddress).ToArray();
        Assert.Equal(2, batches.Length);
        Assert.All(batches, silo => Assert.True(silo.Value > 1, $"{silo.Key} has {silo.Value} batches."));
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.Run(sweep, cluster.Client, lanesPerBatch: 1));
    }

    [Fact]
    public async Task A_cluster_that_was_killed_without_a_pause_goes_on_from_its_commits_to_the_same_bits()
    {
        var sweep = SweepOf.Freeze(SweepOf.LongIsing, catalogue);
        await using (var cluster = await TestClusters.Start(silos: 2, folder.Path))
        {
            var grain = cluster.Client.GetGrain<ISweepGrain>(sweep.Id);
            await grain.Start(sweep, new RunOptions(LanesPerBatch: null));
            await SweepOf.UntilAtWork(sweep, cluster.Client);
            foreach (var silo in cluster.Silos.ToArray())
            {
                await cluster.KillSiloAsync(silo);
            }
        }

        await using var next = await TestClusters.Start(silos: 1, folder.Path);
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.Run(sweep, next.Client));
    }

    [Fact]
    public async Task A_silo_that_is_stopped_politely_with_several_points_at_work_leaves_soon_and_the_sweep_goes_on_to_the_same_bits()
    {
        var sweep = SweepOf.Freeze(SweepOf.LongIsing.Replace("[3, 4]", "[3, 4, 5]", StringComparison.Ordinal), catalogue);
        await using var cluster = await TestClusters.Start(silos: 2, folder.Path);
        var grain = cluster.Client.GetGrain<ISweepGrain>(sweep.Id);
        await grain.Start(sweep, new RunOptions(LanesPerBatch: null));
        await SweepOf.UntilAtWork(sweep, cluster.Client);
        await cluster.StopSiloAsync(cluster.Silos[^1]).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.Run(sweep, cluster.Client));
    }

    [Fact]
    public async Task Work_that_fails_and_is_not_asked_for_again_has_committed_what_it_did_when_its_silo_stops()
    {
        const int Good = 12;
        var sweep = SweepOf.Freeze(SweepOf.LongIsing, catalogue);
        await using (var cluster = await TestClusters.Start(silos: 1, folder.Path, silo => silo.AddIncomingGrainCallFilter(new FailingBatches(after: Good))))
        {
            var point = cluster.Client.GetGrain<IAggregatorGrain>($"{sweep.Id}/0");
            var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => point.Advance(sweep.Points[0], new RunOptions(LanesPerBatch: 1000), slots: 1, patience: TimeSpan.FromSeconds(20)));
            Assert.Equal(FailingBatches.Message, failure.Message);
            await cluster.StopAllSilosAsync();
        }

        await using var next = await TestClusters.Start(silos: 1, folder.Path);
        Assert.Equal(Good, (await next.Client.GetGrain<IAggregatorGrain>($"{sweep.Id}/0").Status()).Iteration);
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.Run(sweep, next.Client));
    }

    [Fact]
    public async Task An_activation_that_loses_the_race_for_a_commit_ends_and_the_next_goes_on_to_the_same_bits()
    {
        var sweep = SweepOf.Freeze(SweepOf.LongIsing, catalogue);
        await using var cluster = await TestClusters.Start(silos: 1, folder.Path);
        var grain = cluster.Client.GetGrain<ISweepGrain>(sweep.Id);
        await grain.Start(sweep, new RunOptions(LanesPerBatch: null));

        // Another activation commits what this one has committed: same bytes, new version.
        using (var store = SqliteStore.Open(folder.File("state.db")))
        {
            StoredRow? row;
            while ((row = store.Read($"aggregator/{sweep.Id}/0", "point")) is null)
            {
                await Task.Delay(5);
            }

            while (!store.Write($"aggregator/{sweep.Id}/0", "point", row?.Version, row!.Value.Payload).IsWritten)
            {
                row = store.Read($"aggregator/{sweep.Id}/0", "point");
            }
        }

        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.Run(sweep, cluster.Client));
    }
}
