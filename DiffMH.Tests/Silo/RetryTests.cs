using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using DiffMH.Engine.Models;
using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;

namespace DiffMH.Tests.Silo;

/// <summary>Points that failed or were lost run again, and nothing else does; the sweep then has the bits of one that never failed.</summary>
public sealed class RetryTests : IDisposable
{
    private const int SickFrom = 40;

    private static readonly ModelCatalogue Catalogue = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")).Catalogue;

    private static readonly string Endless = SweepOf.LongIsing.Replace("\"iterations\": 150", "\"iterations\": 1000000", StringComparison.Ordinal);

    private readonly TemporaryFolder folder = new();
    private readonly SickBatches batches = new();
    private readonly FrozenSweep sweep = SweepOf.Freeze(SweepOf.Ising, Catalogue);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_point_whose_code_failed_goes_on_from_there_and_the_others_are_not_touched()
    {
        await using var cluster = await Start();
        batches.Sickness = (point, task, reply) => point.Index == 0 && task.Pass.Iteration == SickFrom ? new(null, 0, new("Sick", "no memory", "")) : reply;
        var ended = await Submit(cluster);
        Assert.Equal((RunState.Failed, 1, 1, 0), (ended.State, ended.Completed, ended.Failed, ended.Lost));
        var other = Version(point: 1);

        var asked = new ConcurrentBag<(int Point, int Iteration)>();
        batches.Sickness = (point, task, reply) =>
        {
            asked.Add((point.Index, task.Pass.IsFinal ? int.MaxValue : task.Pass.Iteration));
            return reply;
        };
        await Grain(cluster).Start(sweep, new(LanesPerBatch: null));
        await Grain(cluster).Resume();
        Assert.Equal(RunState.Failed, (await SweepOf.Until(Grain(cluster), _ => false)).State);
        Assert.Empty(asked);   // neither is a wish to try again

        var directory = cluster.Client.GetGrain<ISweepDirectoryGrain>(0);
        Assert.Equal(RunState.Running, (await directory.Retry(sweep.Id, only: null)).State);
        Assert.Equal(RunState.Completed, (await SweepOf.Until(Grain(cluster), _ => false)).State);
        Assert.Equal(SweepOf.LocalDigest(sweep, Catalogue), await SweepOf.ClusterDigest(sweep, Grain(cluster)));
        Assert.All(asked, batch => Assert.True(batch.Point == 0 && batch.Iteration >= SickFrom, $"{batch} ran again"));
        Assert.Equal(other, Version(point: 1));
        Assert.Equal(RunState.Completed, (await directory.List()).Single().State);
    }

    [Fact]
    public async Task A_replicate_that_failed_alone_runs_again_and_its_point_has_the_bits_of_one_without_failures()
    {
        await using var cluster = await Start();
        batches.Sickness = (point, task, reply) => point.Index == 1 && task.Pass == ChainPass.At(5) ? SickBatches.Without(1, task, reply) : reply;
        Assert.Equal(RunState.Completed, (await Submit(cluster)).State);
        Assert.Equal((RunState.Completed, 2), ((await Grain(cluster).Result(1)).State, (await Grain(cluster).Result(1)).Replicates));
        var other = Version(point: 0);

        batches.Sickness = null;
        await Grain(cluster).Retry(RunState.Lost);
        Assert.Equal(RunState.Completed, (await Grain(cluster).Status()).State);
        await Grain(cluster).Retry(RunState.Failed);
        Assert.Equal(RunState.Completed, (await SweepOf.Until(Grain(cluster), _ => false)).State);
        Assert.Equal(3, (await Grain(cluster).Result(1)).Replicates);
        Assert.Equal(SweepOf.LocalDigest(sweep, Catalogue), await SweepOf.ClusterDigest(sweep, Grain(cluster)));
        Assert.Equal(other, Version(point: 0));
    }

    [Fact]
    public async Task A_point_whose_own_grain_fails_again_and_again_is_lost_and_not_failed_and_can_be_retried_after_a_restart()
    {
        await using (var cluster = await Start())
        {
            batches.Sickness = (point, task, reply) => point.Index == 0 && task.Pass.Iteration == SickFrom ? throw new InvalidOperationException(FailingBatches.Message) : reply;
            var ended = await Submit(cluster);
            Assert.Equal((RunState.Failed, 1, 1, 1), (ended.State, ended.Completed, ended.Failed, ended.Lost));
            Require(await Grain(cluster).Result(0), (await Grain(cluster).Points(0, 1))[0]);
            await cluster.StopAllSilosAsync();
        }

        using (var reader = StoreReader.Open(StoreAddress.Sqlite(folder.File("state.db"))))
        {
            Assert.Equal((RunState.Failed, 1, 1), (reader.Status(sweep.Id)!.State, reader.Status(sweep.Id)!.Failed, reader.Status(sweep.Id)!.Lost));
            Require(reader.Results(sweep.Id).First(), reader.Points(sweep.Id).First());
        }

        batches.Sickness = null;
        await using var next = await Start();
        Require(await Grain(next).Result(0), (await Grain(next).Points(0, 1))[0]);
        await Grain(next).Retry(RunState.Failed);
        Assert.Equal(1, (await Grain(next).Status()).Lost);
        await Grain(next).Retry(RunState.Lost);
        Assert.Equal((RunState.Completed, 0), ((await SweepOf.Until(Grain(next), _ => false)).State, (await Grain(next).Status()).Lost));
        Assert.Equal(SweepOf.LocalDigest(sweep, Catalogue), await SweepOf.ClusterDigest(sweep, Grain(next)));

        static void Require(PointResult result, PointStatus status)
        {
            Assert.Equal((RunState.Lost, FailingBatches.Message, SickFrom), (result.State, result.Failure?.Message, result.Iterations));
            Assert.Equal((RunState.Lost, FailingBatches.Message), (status.State, status.Failure?.Message));
        }
    }

    [Fact]
    public async Task What_fails_again_has_failed_again()
    {
        await using var cluster = await Start();
        batches.Sickness = (point, _, reply) => point.Index == 0 ? new(null, 0, new("Sick", "no memory", "")) : reply;
        await Submit(cluster);
        await Grain(cluster).Retry(only: null);
        var ended = await SweepOf.Until(Grain(cluster), _ => false);
        Assert.Equal((RunState.Failed, 1, 1), (ended.State, ended.Completed, ended.Failed));
        Assert.Equal("no memory", (await Grain(cluster).Result(0)).Failure?.Message);
    }

    [Fact]
    public async Task A_sweep_that_was_cancelled_is_not_retried()
    {
        await using var cluster = await Start();
        var large = SweepOf.Freeze(Endless, Catalogue);   // else it may have ended before the cancel is stored, and what has ended is not cancelled
        var grain = cluster.Client.GetGrain<ISweepGrain>(large.Id);
        await grain.Start(large, new(LanesPerBatch: null));
        await grain.Cancel();
        Assert.Equal(RunState.Cancelled, (await grain.Status()).State);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Retry(only: null));
        Assert.Contains("was cancelled. Submit it again", refused.Message);
    }

    [Fact]
    public async Task Where_the_wall_time_is_over_a_retry_is_refused_and_the_results_stay()
    {
        await using var cluster = await Start();
        var timed = Timed(Endless, "00:00:04");
        var grain = cluster.Client.GetGrain<ISweepGrain>(timed.Id);
        batches.Sickness = (point, task, reply) => point.Index == 1 && task.Pass == ChainPass.At(5) ? SickBatches.Without(1, task, reply) : reply;
        await grain.Start(timed, new(LanesPerBatch: null));
        Assert.Equal(RunState.Completed, (await SweepOf.Until(grain, _ => false)).State);
        var before = await grain.Result(1);
        Assert.Equal((StopReason.WallTime, 2), (before.StoppedBy, before.Replicates));

        batches.Sickness = null;
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Retry(only: null));
        Assert.Contains("its stop.wall_time of 00:00:04", refused.Message);
        Assert.Contains("Submit its file with a longer wall_time", refused.Message);
        await grain.Retry(RunState.Lost);   // there is none: nothing to refuse
        Assert.Equal(RunState.Completed, (await grain.Status()).State);
        Assert.Equivalent(before, await grain.Result(1), strict: true);
    }

    [Fact]
    public async Task A_point_whose_retry_was_stored_before_the_wall_time_was_over_keeps_its_results()
    {
        var timed = Timed(SweepOf.Ising, "01:00:00");
        PointResult before;
        await using (var cluster = await Start())
        {
            batches.Sickness = (point, task, reply) => point.Index == 1 && task.Pass == ChainPass.At(5) ? SickBatches.Without(1, task, reply) : reply;
            var grain = cluster.Client.GetGrain<ISweepGrain>(timed.Id);
            await grain.Start(timed, new(LanesPerBatch: null));
            Assert.Equal(RunState.Completed, (await SweepOf.Until(grain, _ => false)).State);
            before = await grain.Result(1);
            Assert.Equal(2, before.Replicates);
            await cluster.StopAllSilosAsync();
        }

        batches.Sickness = null;
        await using var next = await Start();
        var again = next.Client.GetGrain<ISweepGrain>(timed.Id);
        await Rewrite(next, again.GetGrainId(), progress => (progress.Points[1], progress.WorkSeconds) = (5, 3601));
        await again.Resume();
        Assert.Equal((RunState.Completed, 2), ((await SweepOf.Until(again, _ => false)).State, (await again.Status()).Completed));
        Assert.Equivalent(before, await again.Result(1), strict: true);
    }

    private static FrozenSweep Timed(string document, string wallTime)
    {
        var root = JsonNode.Parse(document)!.AsObject();
        root["stop"] = new JsonObject { ["wall_time"] = wallTime };
        return SweepOf.Freeze(root.ToJsonString(), Catalogue);
    }

    /// <summary>Changes the stored progress of a sweep that is not in memory.</summary>
    private static async Task Rewrite(InProcessTestCluster cluster, GrainId sweep, Action<StoredProgress> change)
    {
        var storage = cluster.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>(StorageName.Default);
        var state = new GrainState<StoredProgress>(new());
        await storage.ReadStateAsync("progress", sweep, state);
        change(state.State!);
        await storage.WriteStateAsync("progress", sweep, state);
    }

    private Task<InProcessTestCluster> Start() => TestClusters.Start(silos: 1, folder.Path, silo => silo.AddIncomingGrainCallFilter(batches));

    private async Task<SweepStatus> Submit(InProcessTestCluster cluster)
    {
        await cluster.Client.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));
        return await SweepOf.Until(Grain(cluster), _ => false);
    }

    private ISweepGrain Grain(InProcessTestCluster cluster) => cluster.Client.GetGrain<ISweepGrain>(sweep.Id);

    /// <summary>The version of a point's last commit, which every write changes.</summary>
    private long Version(int point)
    {
        using var store = SqliteStore.OpenForReading(folder.File("state.db"));
        return store.Read($"aggregator/{sweep.Id}/{point}", "point")!.Value.Version;
    }
}
