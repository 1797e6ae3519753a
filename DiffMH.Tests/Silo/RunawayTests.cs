using DiffMH.Engine.Models;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Client;
using DiffMH.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiffMH.Tests.Silo;

/// <summary>A plugin whose code does not return fails its own point, and is in quarantine where that was: nothing else is harmed, and nobody waits for it.</summary>
public sealed class RunawayTests : IDisposable
{
    private const string Plugin = "DiffMH.TestPlugins.Moods";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3), Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder folder = new();
    private ModelCatalogue? catalogue;

    public RunawayTests() => CopiedPlugins.To(Plugins, "DiffMH.Plugins.Ising", Plugin);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Plugins => folder.File("plugins");

    private ModelCatalogue Catalogue => catalogue ??= PluginSet.Load(Plugins).Catalogue;

    private string Store => folder.File("state.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Its_point_fails_the_others_end_as_ever_and_its_thread_is_replaced()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new() { PluginFolder = Plugins, BatchLimit = Limit, ComputeThreads = 1 }, Cancellation);
        var sweep = Moods("absent", "calm");
        var grain = cluster.Grains.GetGrain<ISweepGrain>(sweep.Id);
        await grain.Start(sweep, new RunOptions(LanesPerBatch: null));
        var status = await SweepOf.Until(grain, _ => false);

        Assert.Equal((RunState.Failed, 1, 1), (status.State, status.Completed, status.Failed));
        var failure = (await grain.Result(0)).Failure!;
        Assert.Equal("DiffMH.Silo.Hosting.BatchOverdueException", failure.Kind);
        Assert.StartsWith($"A call of model 'moods' of plugin {Plugin} 0.1.0 did not return within 3 s, at point 0, {sweep.Points[0].Settings}, on silo ", failure.Message);
        Assert.Contains("give it more time: --batch-limit SECONDS.", failure.Message);
        Assert.Equal(RunState.Completed, (await grain.Result(1)).State);
        Assert.Equal(SweepOf.LocalDigest(Only(sweep, 1), Catalogue), await SweepOf.ClusterDigest(Only(sweep, 1), grain));

        var ising = SweepOf.Freeze(SweepOf.Ising, Catalogue);
        Assert.Equal(SweepOf.LocalDigest(ising, Catalogue), await SweepOf.Run(ising, cluster.Grains));
    }

    [Fact]
    public async Task In_a_process_alone_points_fail_and_do_not_wait_for_ever_when_there_were_too_many()
    {
        var tolerance = new DiffMHOptions { IsAlone = true }.Tolerance;
        await using var cluster = await EmbeddedCluster.StartAsync(new() { PluginFolder = Plugins, BatchLimit = Limit, ComputeThreads = 4 }, Cancellation);
        var sweep = SweepOf.Freeze(
            SweepOf.Moods.Replace("""{ "model.parameters.mood": ["throwing", "vague", "calm"] }""", $$"""{ "model.parameters.mood": ["absent"] }, { "model.parameters.tilt": [{{string.Join(", ", Enumerable.Range(1, tolerance + 6))}}] }""", StringComparison.Ordinal),
            Catalogue);
        var grain = cluster.Grains.GetGrain<ISweepGrain>(sweep.Id);
        await grain.Start(sweep, new RunOptions(LanesPerBatch: null));
        var status = await SweepOf.Until(grain, _ => false);

        Assert.Equal((RunState.Failed, sweep.Points.Length), (status.State, status.Failed));
        Assert.Contains("did not return within 3 s", (await grain.Result(0)).Failure!.Message);
        Assert.StartsWith($"Plugin {Plugin} 0.1.0 is in quarantine: ", (await grain.Result(sweep.Points.Length - 1)).Failure!.Message);
    }

    [Fact]
    public async Task A_sweep_with_a_call_that_does_not_return_is_cancelled_within_two_seconds()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new() { PluginFolder = Plugins, ComputeThreads = 1 }, Cancellation);
        var sweep = Moods("absent", "calm");
        var grain = cluster.Grains.GetGrain<ISweepGrain>(sweep.Id);
        await grain.Start(sweep, new RunOptions(LanesPerBatch: null));
        await SweepOf.Until(grain, status => status.Running.Length > 0);
        await Task.Delay(TimeSpan.FromSeconds(0.5), Cancellation);   // on its thread by now
        var start = TimeProvider.System.GetTimestamp();
        await grain.Cancel();
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Equal(RunState.Cancelled, (await grain.Status()).State);
    }

    [Fact]
    public async Task In_a_cluster_its_plugin_is_in_quarantine_on_that_silo_and_goes_on_elsewhere_or_waits_until_the_silo_is_started_again()
    {
        var first = await Start("first");
        await using var client = await ClusterClient.Connect(StoreAddress.Sqlite(Store), Cancellation);
        var bad = Moods("absent", "calm");
        await Submit(client, bad);
        await Until(async () => (await State(client, bad)) == RunState.Failed);
        var status = await client.Grains.GetGrain<ISweepGrain>(bad.Id).Points(0, 2);
        Assert.Equal([RunState.Failed, RunState.Completed], status.Select(point => point.State));

        // Nothing more of it is run here, and the sweep says why.
        var waiting = Moods("calm");
        await Submit(client, waiting);
        await Until(async () => (await client.Grains.GetGrain<ISweepGrain>(waiting.Id).Status()).WaitsFor is { } reason && reason.Contains("is in quarantine on first: a call of model 'moods' did not return within 3 s", StringComparison.Ordinal));
        var (_, list, _) = await Session.Run(Cancellation, "plugin", "list", "--plugins", Plugins, "--store", $"sqlite:{Store}");
        Assert.Matches($@"{Plugin} .*first \(in quarantine: a call of model 'moods' did not return within 3 s", list);
        var (_, _, warned) = await Session.Run(Cancellation, "cluster", "status", "--store", $"sqlite:{Store}");
        Assert.Contains($"plugin {Plugin} 0.1.0 is in quarantine on silo first until that is started again: a call of model 'moods' did not return within 3 s", warned);

        // Other plugins have all its threads.
        var ising = SweepOf.Freeze(SweepOf.Ising, Catalogue);
        Assert.Equal(SweepOf.LocalDigest(ising, Catalogue), await SweepOf.Run(ising, client.Grains));

        // Another silo has it, and does not know of anything bad.
        await using var second = await Start("second");
        await Until(async () => (await State(client, waiting)) == RunState.Completed);
        await first.DisposeAsync();
        Assert.Equal(SweepOf.LocalDigest(waiting, Catalogue), await SweepOf.ClusterDigest(waiting, client.Grains.GetGrain<ISweepGrain>(waiting.Id)));
    }

    private FrozenSweep Moods(params string[] moods) =>
        SweepOf.Freeze(SweepOf.Moods.Replace("""["throwing", "vague", "calm"]""", $"[{string.Join(", ", moods.Select(mood => $"\"{mood}\""))}]", StringComparison.Ordinal), Catalogue);

    private static FrozenSweep Only(FrozenSweep sweep, int point) => sweep with { Points = [sweep.Points[point]] };

    private static Task<SweepStatus> Submit(ClusterClient client, FrozenSweep sweep) => client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));

    private static async Task<RunState> State(ClusterClient client, FrozenSweep sweep) => (await client.Grains.GetGrain<ISweepGrain>(sweep.Id).Status()).State;

    private static async Task Until(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            await Task.Delay(100, patience.Token);
        }
    }

    private Task<ClusterSilo> Start(string name) => ClusterSilo.Start(
        new() { Store = StoreAddress.Sqlite(Store), PluginFolder = Plugins, Name = name, ComputeThreads = 1, BatchLimit = Limit },
        NullLoggerProvider.Instance,
        Cancellation);
}
