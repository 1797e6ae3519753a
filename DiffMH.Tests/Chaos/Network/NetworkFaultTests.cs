using System.Diagnostics;
using System.Net;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Client;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Chaos.Network;

/// <summary>Silos at hosts of their own, with a network between them that fails. A sweep ends all the same, with the bits of a single undisturbed process.</summary>
public abstract class NetworkFaultTests : IAsyncDisposable
{
    private const int Silos = 3;
    private const int FirstPort = 21111;
    private const string Long = "DIFFMH_TEST_LONG";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    private readonly SiloNetwork network = SiloNetwork.Make(Silos);
    private readonly SiloProcess?[] silos = new SiloProcess?[Silos];
    private readonly TestStore store;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly bool isCutEveryDay;

    /// <param name="open">Opens a store that all hosts reach.</param>
    /// <param name="isCutEveryDay">Whether the everyday suite tries a host that is cut off on this store, rather than a network that loses or is late.</param>
    protected NetworkFaultTests(Func<TestStore> open, bool isCutEveryDay)
    {
        this.isCutEveryDay = isCutEveryDay;
        try
        {
            store = open();
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var silo in silos)
        {
            silo?.Dispose();
        }

        store.Dispose();
        network.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_host_is_cut_off_for_fifteen_seconds()
    {
        SkipUnless(isCutEveryDay);
        await Start();
        await Survives(draws: 12_000, async progress =>
        {
            SiloNetwork.Pull(0);
            await Task.Delay(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);
            Assert.True(await progress() < 1, "the sweep ended before the cable was in again: it is too short for this test");
            SiloNetwork.Plugin(0);
        });
        Assert.Contains("it joins them again", silos[0]!.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_packet_in_ten_is_lost()
    {
        SkipUnless(!isCutEveryDay);
        await Start();
        network.Lose(10);
        await Survives(draws: 1_500, _ => Task.CompletedTask);
    }

    [Fact]
    public async Task What_silos_tell_each_other_is_a_tenth_of_a_second_late()
    {
        SkipUnless(!isCutEveryDay);
        var relays = Enumerable.Range(0, Silos).Select(host => (To: Endpoint(host), Relay: new SlowRelay(SiloNetwork.Here, Endpoint(host), TimeSpan.FromSeconds(0.1)))).ToArray();
        network.Redirect(relays.ToDictionary(relay => relay.To, relay => relay.Relay.Endpoint));
        await Start();
        await Survives(draws: 1_500, _ => Task.CompletedTask);
        Assert.True(relays.Sum(relay => relay.Relay.Connections) >= Silos, "silos reached each other past the relays");
        foreach (var (_, relay) in relays)
        {
            await relay.DisposeAsync();
        }
    }

    /// <summary>Runs a sweep through a fault.</summary>
    /// <param name="draws">How long its chains are.</param>
    /// <param name="fault">What happens when it has begun; is told the sweep's progress.</param>
    private async Task Survives(int draws, Func<Func<Task<double>>, Task> fault)
    {
        var catalogue = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")).Catalogue;
        var sweep = SweepOf.LongIsingOf(draws, catalogue);
        await using var client = await ClusterClient.Connect(store.Address, TestContext.Current.CancellationToken);
        await Submit();
        await Reaches(0.05);
        await fault(Progress);
        await Reaches(1);

        TestContext.Current.SendDiagnosticMessage($"done after {clock.Elapsed.TotalSeconds:0} s");
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.ClusterDigest(sweep, client.Grains.GetGrain<ISweepGrain>(sweep.Id)));

        async Task Reaches(double share)
        {
            while (await Progress() < share)
            {
                Assert.True(clock.Elapsed < Patience, $"not done after {clock.Elapsed}");
                await Task.Delay(100, TestContext.Current.CancellationToken);
                Assert.All(silos, silo => Assert.False(silo!.HasEnded, silo.Error));
            }
        }

        async Task Submit()
        {
            try
            {
                await client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: 1));
            }
            catch (Exception exception) when (ClusterClient.IsLost(exception) && clock.Elapsed < Patience)
            {
                await Submit();   // as the commands do: it may have arrived, and may be repeated
            }
        }

        // None where nobody can be asked now.
        async Task<double> Progress()
        {
            try
            {
                var status = await client.Grains.GetGrain<ISweepGrain>(sweep.Id).Status();
                return status.State == RunState.Completed ? 1 : Math.Min(status.Progress, 0.999);
            }
            catch (Exception exception) when (ClusterClient.IsLost(exception))
            {
                return 0;
            }
        }
    }

    private static void SkipUnless(bool isEveryDay) =>
        Assert.SkipUnless(isEveryDay || Environment.GetEnvironmentVariable(Long) == "1", $"takes minutes together with the other store; runs with {Long}=1");

    private static IPEndPoint Endpoint(int host) => new(SiloNetwork.Address(host), FirstPort + host);

    private Task Start() => Task.WhenAll(Enumerable.Range(0, Silos).Select(async host => silos[host] = await SiloProcess.Start($"{store}", through: SiloNetwork.At(host), at: Endpoint(host))));
}
