using DiffMH.Client.Inputs;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Engine.Settings;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Support;
using DiffMH.Tests.Sweeps;

namespace DiffMH.Tests.Silo;

/// <summary>Data files and gradients of many components on a cluster: the loop's bits, from any silo and from the store.</summary>
public sealed class ManyParametersClusterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string StatePath => folder.File("data/state.db");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, 1)]
    public async Task A_cluster_fetches_the_file_and_gives_every_component_of_the_plain_loop(int silos, int? lanesPerBatch)
    {
        var data = new SweepFolder(folder.Path);
        FrozenSweep sweep;
        (int Replicate, Vector Gradient)[] expected;
        await using (var cluster = await EmbeddedCluster.StartAsync(new() { PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins"), Silos = silos, StatePath = StatePath }, CancellationToken.None))
        {
            var loading = RingText.Load(folder, cluster.Catalogue);
            Assert.Empty(loading.Errors);
            sweep = loading.Sweep!;
            var file = data.Open("graphs/ring.txt");
            expected = Loop(cluster.Catalogue.With(data).Bind(sweep.Points[0]));
            await DataTransfer.Send(cluster.Grains, [file]);
            await SweepOf.Run(sweep, cluster.Grains, lanesPerBatch);
            var grain = cluster.Grains.GetGrain<ISweepGrain>(sweep.Id);
            foreach (var (replicate, gradient) in expected)
            {
                var segment = await grain.Gradient(0, replicate, 0);
                Assert.Equal(gradient, segment.Values);
                Assert.Equal([RingText.Sites, 1], segment.Counts);
                Assert.Equal(0, (await grain.Gradient(0, replicate, 1)).Values.Count);
            }

            Assert.Equal(["scale(J)", "shift(J)", "h"], (await grain.Result(0)).Gradient.Select(part => part.Name));
        }

        using var store = StoreReader.Open(StoreAddress.Sqlite(StatePath));
        Assert.All(expected, entry => Assert.Equal(entry.Gradient, store.Gradient(sweep.Id, 0, entry.Replicate, 0).Values));
        Assert.Equal(0, store.Gradient(sweep.Id, 0, expected.Length, 0).Values.Count);
    }

    [Fact]
    public async Task A_point_without_its_file_fails_and_says_which()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new() { PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins") }, CancellationToken.None);
        var sweep = RingText.Load(folder, cluster.Catalogue).Sweep!;
        var grain = cluster.Grains.GetGrain<ISweepGrain>(sweep.Id);
        await grain.Start(sweep, new RunOptions(LanesPerBatch: null));
        Assert.Equal(RunState.Failed, (await SweepOf.Until(grain, _ => false)).State);
        Assert.Contains("is not in the store; submit the sweep again", (await grain.Result(0)).Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_several_segments_comes_back_as_it_was_sent()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new() { PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins"), StatePath = StatePath }, CancellationToken.None);
        var file = OfThreeSegments();
        var grain = cluster.Grains.GetGrain<IDataGrain>(file.Hash);
        Assert.Equal(0, await grain.Segments());
        await DataTransfer.Send(cluster.Grains, [file, file]);
        Assert.Equal(3, await grain.Segments());
        Assert.Equal(file.Hash, (await DataTransfer.Fetch(cluster.Grains, file.Hash)).Hash);
    }

    [Theory]
    [InlineData("segment/1", false)]
    [InlineData("segment/0", true)]
    [InlineData("segment/2", true)]
    public async Task A_file_that_is_damaged_in_the_store_is_told_and_mended_by_sending_it_again(string name, bool isCut)
    {
        var file = OfThreeSegments();
        await using (var cluster = await EmbeddedCluster.StartAsync(new() { PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins"), StatePath = StatePath }, CancellationToken.None))
        {
            await DataTransfer.Send(cluster.Grains, [file]);
        }

        using (var store = SqliteStore.Open(StatePath))
        {
            var row = store.Read($"data/{file.Hash}", name)!.Value;
            row.Payload[^2] ^= 1;
            Assert.True(store.Write($"data/{file.Hash}", name, row.Version, isCut ? row.Payload[..3] : row.Payload).IsWritten);
        }

        using (var store = StoreReader.Open(StoreAddress.Sqlite(StatePath)))
        {
            Assert.Contains("is damaged in the store", Assert.Throws<DataFileException>(() => store.Data(file.Hash)).Message, StringComparison.Ordinal);
        }

        await using var again = await EmbeddedCluster.StartAsync(new() { PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins"), StatePath = StatePath }, CancellationToken.None);
        var problem = await Assert.ThrowsAsync<DataFileException>(() => DataTransfer.Fetch(again.Grains, file.Hash));
        Assert.Matches("ubmit (or run )?the sweep again from the folder that has (the file|it)", problem.Message);
        await DataTransfer.Send(again.Grains, [file]);
        Assert.Equal(file.Hash, (await DataTransfer.Fetch(again.Grains, file.Hash)).Hash);
    }

    [Fact]
    public async Task Bytes_that_have_not_the_hash_of_their_file_do_not_become_it()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new() { PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins") }, CancellationToken.None);
        var grain = cluster.Grains.GetGrain<IDataGrain>(DataFile.Of(new byte[] { 1, 2 }).Hash);
        await grain.Put(0, 2, [1]);
        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Put(1, 2, [3]));
        Assert.Contains($"has the hash {DataFile.Of(new byte[] { 1, 3 }).Hash}", problem.Message, StringComparison.Ordinal);
        Assert.Equal((0, false), (await grain.Segments(), await grain.IsWhole()));
        await grain.Put(1, 2, [2]);
        Assert.Equal((2, true), (await grain.Segments(), await grain.IsWhole()));
    }

    private static DataFile OfThreeSegments()
    {
        var bytes = new byte[(2 * IDataGrain.SegmentBytes) + 5];
        var stream = TestSeed.Open("bytes of a file", 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)stream.NextIndex(256);
        }

        return DataFile.Of(bytes);
    }

    private static (int Replicate, Vector Gradient)[] Loop(PointModel model)
    {
        var run = new PointRun(PointProblem.Of(model));
        run.Complete(model.CreateKernel().Run(new(run.Pass, run.Slices, null), new Unlimited()).Sums.Values);
        return [.. run.Components];
    }
}
