using DiffMH.Client.Inputs;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
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

        using var store = StoreReader.Open(StatePath);
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
        var bytes = new byte[(2 * IDataGrain.SegmentBytes) + 5];
        var stream = TestSeed.Open("bytes of a file", 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)stream.NextIndex(256);
        }

        var file = DataFile.Of(bytes);
        var grain = cluster.Grains.GetGrain<IDataGrain>(file.Hash);
        Assert.Equal(0, await grain.Segments());
        await DataTransfer.Send(cluster.Grains, [file, file]);
        Assert.Equal(3, await grain.Segments());
        Assert.Equal(file.Hash, (await DataTransfer.Fetch(cluster.Grains, file.Hash)).Hash);
    }

    private static (int Replicate, Vector Gradient)[] Loop(PointModel model)
    {
        var run = new PointRun(PointProblem.Of(model));
        run.Complete(model.CreateKernel().Run(new(run.Pass, run.Slices, null), new Unlimited()).Sums.Values);
        return [.. run.Components];
    }
}
