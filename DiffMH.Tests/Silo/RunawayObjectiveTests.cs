using DiffMH.Engine.Models;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Client;
using DiffMH.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiffMH.Tests.Silo;

/// <summary>An objective of a plugin that does not return, or throws, fails its own point as a density does: its grain answers meanwhile, and nothing else is harmed.</summary>
public sealed class RunawayObjectiveTests : IDisposable
{
    private const string Plugin = "DiffMH.TestPlugins.Moods";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3), Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder folder = new();
    private readonly ModelCatalogue catalogue;

    public RunawayObjectiveTests()
    {
        CopiedPlugins.To(Plugins, "DiffMH.Plugins.Ising", Plugin);
        catalogue = PluginSet.Load(Plugins).Catalogue;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Plugins => folder.File("plugins");

    private string Store => folder.File("state.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Its_point_fails_as_for_a_batch_and_the_others_end_with_the_same_bits()
    {
        await using var cluster = await Embedded(Limit);
        var sweep = Verdicts("absent", "throwing", "calm");
        var grain = cluster.Grains.GetGrain<ISweepGrain>(sweep.Id);
        await grain.Start(sweep, new RunOptions(LanesPerBatch: null));
        var status = await SweepOf.Until(grain, _ => false);

        Assert.Equal((RunState.Failed, 1, 2), (status.State, status.Completed, status.Failed));
        var (absent, throwing) = ((await grain.Result(0)).Failure!, (await grain.Result(1)).Failure!);
        Assert.Equal("DiffMH.Silo.Hosting.BatchOverdueException", absent.Kind);
        Assert.StartsWith($"A call of objective 'moody' of model 'moods' of plugin {Plugin} 0.1.0 did not return within 3 s, at point 0, {sweep.Points[0].Settings}, on silo ", absent.Message);
        Assert.Contains("give it more time: --batch-limit SECONDS.", absent.Message);
        Assert.Equal(("System.InvalidOperationException", "not in the mood for a verdict"), (throwing.Kind, throwing.Message));
        var calm = sweep with { Points = [sweep.Points[2]] };
        Assert.Equal(SweepOf.LocalDigest(calm, catalogue), await SweepOf.ClusterDigest(calm, grain));
    }

    [Fact]
    public async Task While_many_hang_their_grains_answer_within_two_seconds_and_another_sweep_ends()
    {
        await using var cluster = await Embedded(TimeSpan.FromSeconds(60), threads: 12);   // 13 points are at work
        var sweep = ManyAbsent(24);
        var grain = cluster.Grains.GetGrain<ISweepGrain>(sweep.Id);
        await grain.Start(sweep, new RunOptions(LanesPerBatch: null));
        await UntilHanging(cluster.Grains, sweep);
        var ising = SweepOf.Freeze(SweepOf.Ising, catalogue);
        var other = SweepOf.Run(ising, cluster.Grains);
        while (!other.IsCompleted)
        {
            await WithinTwoSeconds(() => grain.Status());
            await WithinTwoSeconds(() => cluster.Grains.GetGrain<IAggregatorGrain>($"{sweep.Id}/0").Status());
        }

        Assert.Equal(SweepOf.LocalDigest(ising, catalogue), await other);
        await WithinTwoSeconds(grain.Cancel);
        Assert.Equal(RunState.Cancelled, (await grain.Status()).State);
    }

    [Fact]
    public async Task A_sweep_is_paused_within_two_seconds_and_after_it_was_resumed_its_limit_still_counts()
    {
        await using var cluster = await Embedded(Limit);
        var sweep = Verdicts("absent", "calm");
        var grain = cluster.Grains.GetGrain<ISweepGrain>(sweep.Id);
        await grain.Start(sweep, new RunOptions(LanesPerBatch: null));
        await UntilHanging(cluster.Grains, sweep);
        await WithinTwoSeconds(grain.Pause);
        Assert.Equal(RunState.Paused, (await grain.Status()).State);
        await grain.Resume();
        Assert.Equal((RunState.Failed, 1), ((await SweepOf.Until(grain, _ => false)).State, (await grain.Status()).Completed));
        Assert.Contains("did not return within 3 s", (await grain.Result(0)).Failure!.Message);
    }

    [Fact]
    public async Task In_a_cluster_its_plugin_is_in_quarantine_on_that_silo()
    {
        await using var silo = await ClusterSilo.Start(
            new() { Store = StoreAddress.Sqlite(Store), PluginFolder = Plugins, Name = "first", ComputeThreads = 1, BatchLimit = Limit },
            NullLoggerProvider.Instance,
            Cancellation);
        await using var client = await ClusterClient.Connect(StoreAddress.Sqlite(Store), Cancellation);
        var bad = Verdicts("absent");
        await Submit(client, bad);
        await Until(async () => (await Status(client, bad)).State == RunState.Failed);
        var waiting = Verdicts("calm");
        await Submit(client, waiting);
        await Until(async () => (await Status(client, waiting)).WaitsFor?.Contains("is in quarantine on first: a call of objective 'moody' of model 'moods' did not return within 3 s", StringComparison.Ordinal) == true);
    }

    private Task<EmbeddedCluster> Embedded(TimeSpan limit, int threads = 1) => EmbeddedCluster.StartAsync(new() { PluginFolder = Plugins, BatchLimit = limit, ComputeThreads = threads }, Cancellation);

    private FrozenSweep Verdicts(params string[] verdicts) => Freeze($$"""{ "model.parameters.verdict": [{{string.Join(", ", verdicts.Select(verdict => $"\"{verdict}\""))}}] }""");

    private FrozenSweep ManyAbsent(int count) => Freeze($$"""{ "model.parameters.verdict": ["absent"] }, { "model.parameters.tilt": [{{string.Join(", ", Enumerable.Range(1, count))}}] }""");

    private FrozenSweep Freeze(string axes) => SweepOf.Freeze(
        SweepOf.Moods
            .Replace("\"is_1\"", "\"moody\"", StringComparison.Ordinal)
            .Replace("""{ "model.parameters.mood": ["throwing", "vague", "calm"] }""", axes, StringComparison.Ordinal),
        catalogue);

    /// <summary>Waits until all sums of the first point are in, and its objective has been called.</summary>
    private static async Task UntilHanging(IGrainFactory grains, FrozenSweep sweep)
    {
        await Until(async () => (await grains.GetGrain<ISweepGrain>(sweep.Id).Status()).Running.Length > 0);
        await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);
    }

    private static async Task WithinTwoSeconds(Func<Task> call)
    {
        var start = TimeProvider.System.GetTimestamp();
        await call();
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    private static Task<SweepStatus> Submit(ClusterClient client, FrozenSweep sweep) => client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));

    private static Task<SweepStatus> Status(ClusterClient client, FrozenSweep sweep) => client.Grains.GetGrain<ISweepGrain>(sweep.Id).Status();

    private static async Task Until(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            await Task.Delay(100, patience.Token);
        }
    }
}
