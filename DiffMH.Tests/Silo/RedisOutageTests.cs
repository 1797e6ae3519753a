using System.Collections.Concurrent;
using System.Diagnostics;
using DiffMH.Engine.Models;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Silo;

/// <summary>While a Redis server is away, sweeps wait: nothing committed is lost, one sentence says why, and they go on by themselves with the same bits.</summary>
public sealed class RedisOutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(20);
    private static readonly string Plugins = Path.Combine(AppContext.BaseDirectory, "plugins");

    private readonly RedisTestStore store = new();
    private readonly ConcurrentQueue<string> log = [];
    private readonly ModelCatalogue catalogue = PluginSet.Load(Plugins).Catalogue;
    private readonly List<ClusterSilo> silos = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        silos.Add(await Start("one"));
        silos.Add(await Start("two"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in silos)
        {
            await silo.DisposeAsync();
        }

        store.Dispose();
    }

    [Fact]
    public Task A_server_that_hangs_is_waited_for() => Outlast(
        store.Server.Freeze,
        store.Server.Thaw,
        $"The Redis server {store} has not answered within 4 s. Look whether it runs and how busy it is: what was committed is kept.");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_server_that_is_stopped_or_killed_and_started_again_with_its_file_is_waited_for(bool isKilled) => Outlast(
        isKilled ? store.Server.Kill : store.Server.Stop,
        store.Server.StartAgain,
        $"The Redis server {store} cannot be reached (no connection). Start it, or give the address at which it listens; what was committed there is kept.");

    [Fact]
    public async Task A_server_that_has_lost_its_data_is_said_to_have_and_can_be_used_again_as_is_said()
    {
        store.Server.Execute("FLUSHALL");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!log.Any(line => line.Contains($"The Redis server {store} has lost what was committed to it", StringComparison.Ordinal)))
        {
            await Task.Delay(50, patience.Token);
        }

        Assert.Contains("stop the silos, empty the database (FLUSHDB), start them and submit again", string.Join('\n', log), StringComparison.Ordinal);
        foreach (var silo in silos)
        {
            await silo.DisposeAsync();
        }

        silos.Clear();
        store.Server.Execute("FLUSHDB");
        silos.Add(await Start("three"));
        await using var client = await ClusterClient.Connect(store.Address, Cancellation);
        var sweep = SweepOf.Freeze(SweepOf.Ising, catalogue);
        await client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));
        Assert.Equal(RunState.Completed, (await Until(client.Grains.GetGrain<ISweepGrain>(sweep.Id), _ => false)).State);
    }

    private async Task Outlast(Action away, Action back, string reason)
    {
        await using var client = await ClusterClient.Connect(store.Address, Cancellation);
        var sweep = SweepOf.Freeze(SweepOf.LongIsing.Replace("\"iterations\": 150", "\"iterations\": 1500", StringComparison.Ordinal), catalogue);
        var grain = client.Grains.GetGrain<ISweepGrain>(sweep.Id);
        await client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));
        await SweepOf.UntilAtWork(sweep, client.Grains);
        away();
        var clock = Stopwatch.StartNew();
        var waiting = await Until(grain, status => status.WaitsFor is not null);
        Assert.Equal((RunState.Running, reason, 0), (waiting.State, waiting.WaitsFor, waiting.Failed));
        TestContext.Current.SendDiagnosticMessage($"said after {clock.Elapsed.TotalSeconds:0.0} s");
        await Task.Delay(Outage - clock.Elapsed, Cancellation);
        var before = (await grain.Status()).Progress;
        Assert.InRange(before, 0, 0.95);

        back();
        clock.Restart();
        await Until(grain, status => status.WaitsFor is null && status.Progress > before);
        TestContext.Current.SendDiagnosticMessage($"went on {clock.Elapsed.TotalSeconds:0.0} s after the server was back");
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        var ended = await Until(grain, _ => false);
        Assert.Equal((RunState.Completed, 0), (ended.State, ended.Failed));
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.ClusterDigest(sweep, grain));

        // A silo whose question was on its way when the server went away hears nothing.
        string[] expected = [reason, $"The Redis server {store} has not answered within 4 s.", "can be written again"];
        Assert.All(log.Where(line => !MachinePauses.Told(line)), line => Assert.True(expected.Any(text => line.Contains(text, StringComparison.Ordinal)), line));
    }

    /// <summary>As <see cref="SweepOf.Until"/>; an activation of the sweep may end meanwhile, as its writes may have been carried out after it had given them up, and the next begins within two seconds.</summary>
    private static async Task<SweepStatus> Until(ISweepGrain grain, Predicate<SweepStatus> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            try
            {
                var status = await grain.Status();
                if (status.State is RunState.Completed or RunState.Failed || condition(status))
                {
                    return status;
                }
            }
            catch (Exception exception) when (ClusterClient.IsLost(exception))
            {
                // Asked again.
            }

            await Task.Delay(20, patience.Token);
        }
    }

    private Task<ClusterSilo> Start(string name) => ClusterSilo.Start(
        new() { Store = store.Address, PluginFolder = Plugins, Name = name, ComputeThreads = 1 },
        new LineLoggerProvider(log.Enqueue, isWhole: false),
        Cancellation);
}
