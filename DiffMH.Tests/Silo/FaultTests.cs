using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;

namespace DiffMH.Tests.Silo;

/// <summary>What goes wrong while nobody waits for it is told to whoever comes next, and once.</summary>
public sealed class FaultTests : IDisposable
{
    private static readonly ModelCatalogue Catalogue = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")).Catalogue;

    private readonly TemporaryFolder folder = new();
    private readonly SickBatches batches = new();
    private readonly PickyStorage storage = new();
    private readonly FrozenSweep sweep = SweepOf.Freeze(SweepOf.LongIsing, Catalogue);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task After_a_pause_whose_last_write_failed_the_status_is_paused_as_soon_as_it_can_be_written()
    {
        await using var cluster = await Start();
        var grain = cluster.Client.GetGrain<ISweepGrain>(sweep.Id);
        await grain.Start(sweep, new(LanesPerBatch: null));
        await SweepOf.UntilAtWork(sweep, cluster.Client);
        var wishes = 0;
        storage.Refuses = state => state is StoredProgress { Wish: SweepWish.Pause } && ++wishes > 1;   // the wish is stored, how far it came is not
        await Assert.ThrowsAsync<StoreUnavailableException>(grain.Pause);
        await Assert.ThrowsAsync<StoreUnavailableException>(grain.Status);   // still not
        storage.Refuses = null;
        Assert.Equal(RunState.Paused, (await grain.Status()).State);

        await grain.Resume();
        Assert.Equal(RunState.Completed, (await SweepOf.Until(grain, _ => false)).State);
        Assert.Equal(SweepOf.LocalDigest(sweep, Catalogue), await SweepOf.ClusterDigest(sweep, grain));
    }

    [Fact]
    public async Task A_pause_tells_what_ended_the_work_before_it_once_and_the_point_goes_on_to_the_same_bits()
    {
        await using var cluster = await Start();
        var (point, only) = (cluster.Client.GetGrain<IAggregatorGrain>($"{sweep.Id}/0"), sweep with { Points = [sweep.Points[0]] });
        batches.Sickness = (_, task, reply) => task.Pass.Iteration == 40 ? throw new InvalidOperationException(FailingBatches.Message) : reply;
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60)))
        {
            while ((await Advance(TimeSpan.Zero)).State != RunState.Running)
            {
                await Task.Delay(5, patience.Token);   // its plugin is bound
            }

            while ((await point.Status()).State == RunState.Running)
            {
                await Task.Delay(20, patience.Token);
            }
        }

        Assert.Equal(FailingBatches.Message, (await Assert.ThrowsAsync<InvalidOperationException>(() => point.Pause(TimeSpan.Zero))).Message);
        await point.Pause(TimeSpan.Zero);
        Assert.Equal((RunState.Paused, 40), ((await point.Status()).State, (await point.Status()).Iteration));
        batches.Sickness = null;
        Assert.Equal(RunState.Completed, (await Advance(TimeSpan.FromSeconds(60))).State);
        Assert.Equal(SweepOf.LocalDigest(only, Catalogue), await Digest());

        Task<PointStatus> Advance(TimeSpan patience) => point.Advance(sweep.Points[0], new(LanesPerBatch: null), slots: 1, patience);

        async Task<string> Digest()
        {
            using var digest = new TraceDigest();
            for (var chunk = 0; await point.Trace(chunk) is { Rows: > 0 } block; chunk++)
            {
                digest.Add(sweep.Points[0].Identity, block);
            }

            return digest.Result();
        }
    }

    [Fact]
    public async Task A_point_that_a_newer_program_has_stored_waits_and_says_which_versions()
    {
        await using var cluster = await Start();
        var grain = cluster.Client.GetGrain<ISweepGrain>(sweep.Id);
        var store = cluster.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>(StorageName.Default);
        await store.WriteStateAsync(StoredPoint.Name, cluster.Client.GetGrain<IAggregatorGrain>($"{sweep.Id}/0").GetGrainId(), new GrainState<StoredPoint>(new() { Passes = 3, Iterations = 150, Run = [99, 0, 0, 0, 1, 2, 3] }));
        await grain.Start(sweep, new(LanesPerBatch: null));
        var waiting = await SweepOf.Until(grain, status => status.WaitsFor is not null);
        Assert.Contains("A newer DiffMH has stored the point's state, in version 99; this one reads versions up to 4.", waiting.WaitsFor);
        await Task.Delay(TimeSpan.FromSeconds(6), Cancellation);   // five attempts, after which a point of its own fault is lost
        var later = await grain.Status();
        Assert.Equal((RunState.Running, 0, 0, waiting.WaitsFor), (later.State, later.Failed, later.Lost, later.WaitsFor));
        await grain.Pause();
        Assert.Equal(RunState.Paused, (await grain.Status()).State);
    }

    private Task<InProcessTestCluster> Start() => TestClusters.Start(silos: 1, folder.Path, silo =>
    {
        silo.AddIncomingGrainCallFilter(batches);
        storage.Wrap(silo);
    });
}
