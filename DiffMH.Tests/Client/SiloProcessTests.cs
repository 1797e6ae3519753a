using System.Diagnostics;
using DiffMH.Engine.Kernels;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Client;

/// <summary>Silos in processes of their own, which share a store: they share the work, and no signal changes a bit of a result.</summary>
public abstract class SiloProcessTests(TestStore store) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly List<SiloProcess> silos = [];

    public void Dispose()
    {
        silos.ForEach(silo => silo.Dispose());
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Two_silos_share_one_sweep_evenly_and_give_the_digest_of_the_plain_loop()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent by kill(2)");
        var catalogue = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")).Catalogue;
        await Start(2);
        await using var client = await Connect();
        var reports = await SiloReports.Made(client.Grains, silos: 2);
        Assert.All(reports, report => Assert.Equal(MathFingerprint.OfProcess, report.MathFingerprint));
        double[] shares = [];
        for (var seed = 7; seed < 10 && !shares.Any(IsEven); seed++)   // another process may have had the processor of one silo while a sweep ran
        {
            var sweep = SweepOf.Freeze(SweepOf.LongIsing.Replace("\"draws\": 100", "\"draws\": 400", StringComparison.Ordinal).Replace("\"seed\": 7", $"\"seed\": {seed}", StringComparison.Ordinal), catalogue);
            var grain = client.Grains.GetGrain<ISweepGrain>(sweep.Id);
            await client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: 1));
            await SweepOf.Until(grain, _ => false);
            Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.ClusterDigest(sweep, grain));

            var before = reports.ToDictionary(report => report.Address, report => report.Batches);
            reports = await SiloReports.Made(client.Grains, silos: 2);
            long[] batches = [.. reports.Select(report => report.Batches - before[report.Address])];
            shares = [.. batches.Select(own => (double)own / batches.Sum())];
            TestContext.Current.SendDiagnosticMessage($"batches: {string.Join(", ", batches)}");
        }

        Assert.All(shares, share => Assert.InRange(share, 0.3, 0.7));
    }

    [Fact]
    public async Task A_silo_that_a_test_does_not_wait_for_is_ended()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads the command lines of processes as Linux shows them");
        await Assert.ThrowsAsync<TimeoutException>(() => SiloProcess.Start($"{store}", patience: TimeSpan.FromMilliseconds(1)));
        for (var clock = Stopwatch.StartNew(); Directory.GetDirectories("/proc").Any(Runs); await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"a silo of {store} still runs");
        }
    }

    [Fact]
    public async Task The_environment_sets_a_silo_and_options_win_over_it()
    {
        var environment = new Dictionary<string, string> { ["DIFFMH__NAME"] = "from-environment", ["DIFFMH__STORE"] = "nonsense" };
        silos.Add(await SiloProcess.Start($"{store}", environment));
        Assert.StartsWith("silo from-environment is ready", silos[0].Ready, StringComparison.Ordinal);
        Assert.Contains($"; store {store};", silos[0].Ready, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sweep_outlives_every_signal_to_its_silos_and_ends_with_the_same_digest()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent by kill(2)");
        var catalogue = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")).Catalogue;
        var sweep = SweepOf.Freeze(SweepOf.LongIsing.Replace("\"draws\": 100", "\"draws\": 3000", StringComparison.Ordinal), catalogue);
        await Start(2);
        await using var client = await Connect();
        await client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));
        await UntilProgress(client, sweep, 0.15);

        foreach (var ended in await Task.WhenAll(silos.Select(silo => silo.Terminate())))
        {
            Assert.Equal(0, ended.Code);
            TestContext.Current.SendDiagnosticMessage($"stopped within {ended.Took.TotalSeconds:0.0} s");
            Assert.InRange(ended.Took, TimeSpan.Zero, TimeSpan.FromSeconds(6));   // far below two where nobody else computes
        }

        await GoesOnByItself(client, sweep);
        await Task.WhenAll(silos.Select(silo => silo.Kill()));
        await GoesOnByItself(client, sweep);
        await silos[1].Kill();
        await UntilProgress(client, sweep, 1);

        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.ClusterDigest(sweep, client.Grains.GetGrain<ISweepGrain>(sweep.Id)));
    }

    [Fact]
    public async Task A_cancelled_sweep_frees_the_processor()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent by kill(2)");
        var catalogue = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")).Catalogue;
        var sweep = SweepOf.Freeze(SweepOf.LongIsing.Replace("\"draws\": 100", "\"draws\": 20000", StringComparison.Ordinal), catalogue);
        await Start(1);
        await using var client = await Connect();
        await client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: 1));
        await UntilProgress(client, sweep, 0.003);
        var grain = client.Grains.GetGrain<ISweepGrain>(sweep.Id);
        await grain.Cancel().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);   // within two where nobody else computes
        Assert.Equal(RunState.Cancelled, (await grain.Status()).State);

        const double Most = 0.3;   // of a thread: heartbeats and reports alone
        double busy;
        var clock = Stopwatch.StartNew();
        do
        {
            busy = await BusyShare(silos[0]);
        }
        while (busy > Most && clock.Elapsed < TimeSpan.FromSeconds(30));   // what stopping asked for is compiled and done first; a sweep that went on would have a thread to the end

        Assert.InRange(busy, 0, Most);
        var counted = Assert.Single(await SiloReports.Made(client.Grains, silos: 1)).Batches;
        Assert.InRange(counted, 1, long.MaxValue);
        Assert.Equal(counted, Assert.Single(await SiloReports.Made(client.Grains, silos: 1)).Batches);
    }

    private static bool IsEven(double share) => share is >= 0.3 and <= 0.7;

    /// <summary>How much of a thread a silo computes with for a second, or as long as that takes.</summary>
    private static async Task<double> BusyShare(SiloProcess silo)
    {
        var (before, window) = (silo.ProcessorTime, Stopwatch.StartNew());
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        return (silo.ProcessorTime - before) / window.Elapsed;
    }

    /// <summary>Starts both silos again and waits until the sweep has got further than its commits.</summary>
    private async Task GoesOnByItself(ClusterClient client, FrozenSweep sweep)
    {
        double committed;
        using (var reader = StoreReader.Open(store.Address))
        {
            committed = reader.Status(sweep.Id)!.Progress;
        }

        silos.Clear();
        await Start(2);
        var clock = Stopwatch.StartNew();
        await UntilProgress(client, sweep, committed + 0.003);   // an iteration of a point
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));   // what the README promises; some two where nobody else computes, and Orleans alone takes 16
        TestContext.Current.SendDiagnosticMessage($"{clock.Elapsed.TotalSeconds:0.0} s after the silos were ready the sweep was past its commits at {committed:0.000}");
    }

    private static async Task UntilProgress(ClusterClient client, FrozenSweep sweep, double progress)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Patience)
        {
            try
            {
                if ((await client.Grains.GetGrain<ISweepGrain>(sweep.Id).Status()).Progress >= progress)
                {
                    return;
                }
            }
            catch (Exception exception) when (ClusterClient.IsLost(exception))
            {
                // The silo that was asked is gone.
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"No progress of {progress} within {Patience}.");
    }

    /// <summary>Whether a folder of /proc is that of a silo of this store.</summary>
    private bool Runs(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Contains($"{store}", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;   // no process, or one that has ended just now
        }
    }

    private Task Start(int count) => SiloProcess.StartAll(silos, count, $"{store}");

    private Task<ClusterClient> Connect() => ClusterClient.Connect(store.Address, TestContext.Current.CancellationToken);
}
