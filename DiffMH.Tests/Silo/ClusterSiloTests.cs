using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Models;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Client;
using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Silo;

/// <summary>Silos of one store: what they tell of themselves, and where the work goes as they come, go, and hold different plugins.</summary>
public abstract class ClusterSiloTests(TestStore store) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Within which a silo that stops has stored what is done: a little less than it gives itself.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1.9);

    private static readonly string Plugins = Path.Combine(AppContext.BaseDirectory, "plugins");

    private readonly TemporaryFolder folder = new();
    private readonly ConcurrentQueue<string> warnings = [];
    private readonly ModelCatalogue catalogue = PluginSet.Load(Plugins).Catalogue;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private FrozenSweep LongSweep => SweepOf.Freeze(SweepOf.LongIsing.Replace("\"draws\": 100", "\"draws\": 1000", StringComparison.Ordinal), catalogue);

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_silo_tells_what_it_is_and_holds_and_warns_of_nothing()
    {
        await using (var silo = await Start("first"))
        {
            await using var client = await Connect();
            var report = (await Reports(client, reports => reports.Count == 1)).Single();
            Assert.Equal(("first", 1, MathFingerprint.OfProcess, 0L), (report.Name, report.ComputeThreads, report.MathFingerprint, report.Batches));
            Assert.Equal(silo.Plugins.Select(plugin => plugin.Plugin), report.Plugins.Select(plugin => plugin.Plugin));
            Assert.StartsWith($"{silo.Endpoint}@", report.Address, StringComparison.Ordinal);
        }

        Assert.All(warnings, line => Assert.True(MachinePauses.Told(line), line));
    }

    [Fact]
    public async Task A_silo_that_joins_takes_its_share_of_a_sweep_that_runs()
    {
        await using var first = await Start("first");
        await using var client = await Connect();
        var sweep = LongSweep;
        await Submit(client, sweep);
        await SweepOf.UntilAtWork(sweep, client.Grains);
        await using var second = await Start("second");
        await Reports(client, reports => reports.Any(report => report is { Name: "second", Batches: > 5 }));
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await Digest(client, sweep));
    }

    [Fact]
    public async Task A_point_that_is_stopped_in_its_only_pass_goes_on_with_what_is_done_of_it()
    {
        var sweep = SweepOf.Freeze(SweepOf.OnePass(draws: 200_000), catalogue);
        var (stopped, done) = await StopInTheirPass(sweep);
        await using var second = await Start("second", at: stopped);
        await using var again = await ClusterClient.Connect(stopped, Cancellation);
        Assert.True(await LanesDone(again, sweep, least: 1) >= done, "lanes were run again");
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await Digest(again, sweep));
    }

    [Fact]
    public async Task Work_goes_only_where_its_plugins_are()
    {
        Directory.CreateDirectory(folder.File("no-plugins"));
        await using var bare = await Start("bare", folder.File("no-plugins"));
        await using var full = await Start("full");
        await using var client = await Connect();
        await Reports(client, reports => reports.Count == 2);
        var sweep = SweepOf.Freeze(SweepOf.Ising, catalogue);
        await Submit(client, sweep);
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await Digest(client, sweep));
        var reports = await Reports(client, reports => reports.Any(report => report is { Name: "full", Batches: > 0 }));
        Assert.Equal(0, reports.Single(report => report.Name == "bare").Batches);
    }

    [Fact]
    public async Task A_sweep_whose_plugin_nobody_holds_waits_and_says_for_which_and_goes_on_when_a_silo_comes_that_has_it()
    {
        Directory.CreateDirectory(folder.File("no-plugins"));
        var sweep = SweepOf.Freeze(SweepOf.Ising, catalogue);
        await using var bare = await Start("bare", folder.File("no-plugins"));
        await using var client = await Connect();
        await Submit(client, sweep);
        var grain = client.Grains.GetGrain<ISweepGrain>(sweep.Id);
        var status = await SweepOf.Until(grain, status => status.WaitsFor is not null);
        Assert.Equal(RunState.Running, status.State);
        Assert.Equal(
            $"No silo has plugin DiffMH.Plugins.Ising 0.1.0 with hash {sweep.Plugins.Single().Hash[..8]}. Put its folder into the plugins folder of a silo; it is picked up without a restart.",
            status.WaitsFor);
        await States(grain, RunState.WaitingForPlugin, RunState.WaitingForPlugin);
        Assert.Equal(RunState.WaitingForPlugin, (await grain.Result(0)).State);

        await using var full = await Start("full");
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await Digest(client, sweep));
        Assert.Null((await grain.Status()).WaitsFor);
    }

    [Fact]
    public async Task Time_in_which_all_of_a_sweep_waits_for_a_plugin_is_no_wall_time()
    {
        Directory.CreateDirectory(folder.File("no-plugins"));
        var text = SweepOf.LongIsing.Replace("\"iterations\": 150", "\"iterations\": 1000000", StringComparison.Ordinal);
        var sweep = SweepOf.Freeze(text.Replace("\"replicates\"", "\"stop\": { \"wall_time\": \"00:00:07\" }, \"replicates\"", StringComparison.Ordinal), catalogue);
        await using var bare = await Start("bare", folder.File("no-plugins"));
        await using var client = await Connect();
        await Submit(client, sweep);
        var grain = client.Grains.GetGrain<ISweepGrain>(sweep.Id);
        await SweepOf.Until(grain, status => status.WaitsFor is not null);
        await Task.Delay(TimeSpan.FromSeconds(8), Cancellation);
        Assert.InRange((await grain.Status()).WorkSeconds, 0, 6);   // until it was known that none has it; below one where nobody else computes

        await using var full = await Start("full");
        Assert.Equal(RunState.Completed, (await SweepOf.Until(grain, _ => false)).State);
        Assert.InRange((await grain.Status()).WorkSeconds, 6.5, 13);
        foreach (var result in new[] { await grain.Result(0), await grain.Result(1) })
        {
            Assert.Equal(StopReason.WallTime, result.StoppedBy);
            Assert.InRange(result.Iterations, 1, 999_999);
        }
    }

    [Fact]
    public async Task Points_that_wait_for_a_plugin_do_not_keep_others_from_running()
    {
        var plugins = CopiedPlugins.To(folder.File("some-plugins"), "DiffMH.Plugins.Ising");
        var sweep = SweepOf.Freeze(SweepOf.Ising.Replace("[3, 4]", "[3, 4, 5, 6, 7, 8, 9]", StringComparison.Ordinal), catalogue);

        // All but the last two are pinned to a version that nobody has: more points than are at work at once.
        var lost = sweep.Points[0].Plugin with { Hash = new string('0', 64) };
        var mixed = sweep with { Plugins = [.. sweep.Plugins, lost], Points = [.. sweep.Points.Select(point => point.Index < 5 ? point with { Plugin = lost } : point)] };
        await using var silo = await Start("one", plugins);
        await using var client = await Connect();
        await Submit(client, mixed);
        var grain = client.Grains.GetGrain<ISweepGrain>(mixed.Id);
        var status = await SweepOf.Until(grain, status => status.Completed == 2);
        Assert.Equal((RunState.Running, 2, 0), (status.State, status.Completed, status.Failed));
        Assert.Contains($"but 0.1.0 with hash {sweep.Plugins.Single().Hash[..8]}", status.WaitsFor);
        await States(grain, [.. Enumerable.Repeat(RunState.WaitingForPlugin, 5), RunState.Completed, RunState.Completed]);
        await grain.Pause();
        Assert.Equal(RunState.Paused, (await grain.Status()).State);
    }

    [Fact]
    public async Task Results_of_a_finished_sweep_are_told_and_its_points_asked_again_where_its_plugins_are_not()
    {
        var sweep = SweepOf.Freeze(SweepOf.Ising, catalogue);
        PointResult told;
        await using (await Start("full"))
        {
            await using var client = await Connect();
            await Submit(client, sweep);
            await Digest(client, sweep);
            told = await client.Grains.GetGrain<ISweepGrain>(sweep.Id).Result(1);
        }

        Directory.CreateDirectory(folder.File("no-plugins"));
        await using var bare = await Start("bare", folder.File("no-plugins"));
        await using var again = await Connect();
        Assert.Equivalent(told, await again.Grains.GetGrain<ISweepGrain>(sweep.Id).Result(1), strict: true);

        // As a sweep does whose progress was lost with its silo after the last commit of a point.
        var status = await again.Grains.GetGrain<IAggregatorGrain>($"{sweep.Id}/1").Advance(sweep.Points[1], new(LanesPerBatch: null), slots: 1, Patience);
        Assert.Equal((RunState.Completed, null), (status.State, status.WaitsFor));
    }

    [Fact]
    public async Task A_port_that_is_in_use_is_named_where_it_was_asked_for_and_passed_over_where_not()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var error = await Assert.ThrowsAsync<IOException>(() => ClusterSilo.Start(Options("taken", Plugins) with { GatewayPort = port }, Log(), Cancellation));
        Assert.Equal($"Port {port} of 127.0.0.1 is in use. Give another, or none for the first that is free.", error.Message);

        using var one = await PortLease.Take(IPAddress.Loopback, port: null, port, Cancellation);
        using var two = await PortLease.Take(IPAddress.Loopback, port: null, port, Cancellation);
        Assert.True(port < one.Port && one.Port < two.Port);   // the second is nobody's yet, but promised
        await Assert.ThrowsAsync<IOException>(() => PortLease.Take(IPAddress.Loopback, one.Port, first: 0, Cancellation));
    }

    [Fact]
    public async Task A_store_that_is_something_else_is_named()
    {
        store.Spoil();
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Start("damaged"));
        Assert.Contains(store.Address.File ?? $"{store.Address}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_silo_left_behind_does_not_keep_the_next_from_joining()
    {
        await TestStore.Insert(store.Address, new FakeSilo("killed", 1).Entry(SiloStatus.Active));
        await using var silo = await Start("next").WaitAsync(TimeSpan.FromSeconds(14), Cancellation);   // Orleans alone takes 16 s and more
        await using var client = await Connect();
        Assert.Single(await Reports(client, reports => reports.Count == 1));
    }

    /// <summary>Stops a silo while a sweep's points are in a pass of which some lanes are done; again on an empty store where its machine paused so long that it was ended before it had stored them.</summary>
    /// <returns>The store, and how many lanes of the first point were done.</returns>
    private async Task<(StoreAddress Store, int Done)> StopInTheirPass(FrozenSweep sweep)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            int done;
            var (address, clock) = (store.Another($"stopped-{attempt}"), new Stopwatch());
            await using (await Start("first", at: address))
            {
                await using (var client = await ClusterClient.Connect(address, Cancellation))
                {
                    await Submit(client, sweep);
                    done = await LanesDone(client, sweep, least: 4);
                }

                clock.Start();
            }

            if (clock.Elapsed < StopPatience)
            {
                return (address, done);
            }
        }

        throw new TimeoutException($"No silo has stopped within {StopPatience}.");
    }

    private static async Task<IReadOnlyList<SiloReport>> Reports(ClusterClient client, Predicate<IReadOnlyList<SiloReport>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var reports = await client.Grains.GetGrain<IPluginRegistryGrain>(0).Silos();
            if (condition(reports))
            {
                return reports;
            }

            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>Waits until the points of a sweep have these states: a point that was taken a moment ago may not have answered yet.</summary>
    private static async Task States(ISweepGrain grain, params RunState[] expected)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!(await grain.Points(0, expected.Length)).Select(point => point.State).SequenceEqual(expected))
        {
            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>Waits until so many lanes of the first point's pass are done, and how many those are.</summary>
    private static async Task<int> LanesDone(ClusterClient client, FrozenSweep sweep, int least)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var status = await client.Grains.GetGrain<IAggregatorGrain>($"{sweep.Id}/0").Status();
            Assert.NotEqual(RunState.Completed, status.State);
            if (status.LanesDone >= least)
            {
                return status.LanesDone;
            }

            await Task.Delay(2, patience.Token);
        }
    }

    private static Task Submit(ClusterClient client, FrozenSweep sweep) => client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: 1));

    private static async Task<string> Digest(ClusterClient client, FrozenSweep sweep)
    {
        var grain = client.Grains.GetGrain<ISweepGrain>(sweep.Id);
        Assert.Equal(RunState.Completed, (await SweepOf.Until(grain, _ => false)).State);
        return await SweepOf.ClusterDigest(sweep, grain);
    }

    private Task<ClusterClient> Connect() => ClusterClient.Connect(store.Address, Cancellation);

    private Task<ClusterSilo> Start(string name, string? plugins = null, StoreAddress? at = null) => ClusterSilo.Start(Options(name, plugins ?? Plugins) with { Store = at ?? store.Address }, Log(), Cancellation);

    private ClusterSiloOptions Options(string name, string plugins) => new() { Store = store.Address, PluginFolder = plugins, Name = name, ComputeThreads = 1 };

    private LineLoggerProvider Log() => new(warnings.Enqueue, isWhole: false);
}
