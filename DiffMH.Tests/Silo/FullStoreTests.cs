using System.Collections.Concurrent;
using DiffMH.Client;
using DiffMH.Client.Inputs;
using DiffMH.Engine.Models;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Client;
using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;
using DiffMH.Tests.Sweeps;

namespace DiffMH.Tests.Silo;

/// <summary>Where a store cannot be written, sweeps wait: nothing fails, one sentence says why, and they go on when it can be again.</summary>
public abstract class FullStoreTests(TestStore store) : IDisposable
{
    private static readonly string Plugins = Path.Combine(AppContext.BaseDirectory, "plugins");

    private readonly TemporaryFolder folder = new();
    private readonly ConcurrentQueue<string> log = [];
    private readonly ModelCatalogue catalogue = PluginSet.Load(Plugins).Catalogue;

    private StoreAddress Store => store.Address;

    private string Reason => store.Reason;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Points_wait_for_space_and_end_with_the_same_bits()
    {
        await using var silo = await Start();
        await using var client = await ClusterClient.Connect(Store, Cancellation);
        var sweep = SweepOf.Freeze(SweepOf.Interruptible, catalogue);
        var grain = client.Grains.GetGrain<ISweepGrain>(sweep.Id);
        await client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));
        await SweepOf.UntilAtWork(sweep, client.Grains);
        using (store.Block())
        {
            var waiting = await SweepOf.Until(grain, status => status.WaitsFor is not null);
            Assert.Equal((RunState.Running, Reason, 0), (waiting.State, waiting.WaitsFor, waiting.Failed));

            await Task.Delay(TimeSpan.FromSeconds(6), Cancellation);   // five attempts, after which a point of its own fault has failed
            var later = await grain.Status();
            Assert.Equal((RunState.Running, Reason, 0), (later.State, later.WaitsFor, later.Failed));
            Assert.Equal(sweep.Id, Assert.Single(await client.Grains.GetGrain<ISweepDirectoryGrain>(0).List()).Id);
            Assert.Contains(Reason, Assert.Single(log, IsNoPause), StringComparison.Ordinal);
        }

        var ended = await SweepOf.Until(grain, _ => false);
        Assert.Equal((RunState.Completed, null, 0), (ended.State, ended.WaitsFor, ended.Failed));
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.ClusterDigest(sweep, grain));
    }

    [Fact]
    public async Task A_point_that_is_done_while_nothing_can_be_stored_loses_none_of_its_many_components()
    {
        await using var silo = await Start();
        await using var client = await ClusterClient.Connect(Store, Cancellation);
        var loading = RingText.Load(folder, catalogue, RingText.Text.Replace("draws: 4", "draws: 600", StringComparison.Ordinal));
        var sweep = loading.Sweep!;
        await DataTransfer.Send(client.Grains, [new SweepFolder(folder.Path).Open("graphs/ring.txt")]);
        await client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));
        var grain = client.Grains.GetGrain<ISweepGrain>(sweep.Id);
        using (store.Block())
        {
            var point = client.Grains.GetGrain<IAggregatorGrain>($"{sweep.Id}/0");
            while ((await point.Status()).Iteration == 0)
            {
                await Task.Delay(20, Cancellation);   // until the pass is done, whose end cannot be stored
            }

            await SweepOf.Until(grain, status => status.WaitsFor is not null);
        }

        Assert.Equal(RunState.Completed, (await SweepOf.Until(grain, _ => false)).State);
        Assert.Equal(RunState.Completed, (await grain.Result(0)).State);
        for (var replicate = 0; replicate < sweep.Points[0].Replicates; replicate++)
        {
            Assert.Equal(RingText.Sites + 1, (await grain.Gradient(0, replicate, 0)).Values.Count);
        }
    }

    [Fact]
    public async Task Commands_say_it_in_one_sentence()
    {
        await using var silo = await Start();
        var running = folder.Write("running.yaml", SweepTexts.Long);
        await Run("submit", running);
        using var blocked = store.Block();
        await using var client = await ClusterClient.Connect(Store, Cancellation);
        var id = Assert.Single(await client.Grains.GetGrain<ISweepDirectoryGrain>(0).List()).Id;
        await SweepOf.Until(client.Grains.GetGrain<ISweepGrain>(id), status => status.WaitsFor is not null);

        var (code, output, error) = await Run("status", id);
        Assert.Equal((ExitCode.Done, ""), (code, error));
        Assert.StartsWith($"long {id}: running\n", output);
        Assert.Contains($"\nwaits: {Reason}\n", output);
        (_, output, _) = await Run("status", id, "-o", "json");
        Assert.Contains($"\"waits_for\": \"{Reason}\"", output);

        foreach (var words in new string[][] { ["submit", folder.Write("new.yaml", SweepTexts.Small)], ["pause", id], ["cancel", id] })
        {
            (code, output, error) = await Run(words);
            Assert.Equal((ExitCode.Usage, ""), (code, output));
            Assert.EndsWith(Reason, error.TrimEnd());
            Assert.DoesNotContain("Error from storage provider", error);
        }

        // What could not be stored is not wished either.
        Assert.Equal(RunState.Running, (await client.Grains.GetGrain<ISweepGrain>(id).Status()).State);
    }

    [Fact]
    public async Task A_silo_that_cannot_write_that_it_leaves_leaves_all_the_same()
    {
        var silo = await Start();
        await Run("submit", folder.Write("running.yaml", SweepTexts.Long));
        using var blocked = store.Block();
        await silo.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancellation);   // below four; Orleans alone tries for a minute
    }

    [Fact]
    public async Task A_silo_does_not_start_on_a_store_that_cannot_be_written_and_says_nothing_else()
    {
        ClusterStore.Open(Store).Dispose();
        using var blocked = store.Block();
        var error = await Assert.ThrowsAsync<IOException>(Start).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);   // at once; Orleans alone tries for minutes
        Assert.Equal(Reason, error.Message);
        Assert.DoesNotContain(log, IsNoPause);
    }

    private static bool IsNoPause(string line) => !MachinePauses.Told(line);

    private Task<(ExitCode Code, string Output, string Error)> Run(params string[] words) => Session.Run(CancellationToken.None, [.. words, "--store", $"{Store}"]);

    private Task<ClusterSilo> Start() => ClusterSilo.Start(
        new() { Store = Store, PluginFolder = Plugins, Name = "one", ComputeThreads = 1 },
        new LineLoggerProvider(log.Enqueue, isWhole: false),
        Cancellation);
}
