using System.Diagnostics;
using System.Globalization;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Silo.Security;
using DiffMH.Tests.Client;
using DiffMH.Tests.Security;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Chaos;

/// <summary>Silos in processes of their own are killed and started again while they work on a sweep. It ends, with the bits of a single undisturbed process.</summary>
/// <param name="store">What the silos share.</param>
/// <param name="schedule">Which schedule the everyday suite tries on this store: two in all.</param>
public abstract class ChaosTests(TestStore store, int schedule) : IDisposable
{
    private const string Long = "DIFFMH_TEST_LONG";
    private const int Silos = 3;

    /// <summary>How often the everyday suite strikes: as often as a fast machine does until the sweep has ended, where a slow one would not come to an end.</summary>
    private const int EveryDay = 6;

    private readonly List<SiloProcess> silos = [];

    public static TheoryData<int> Schedules { get; } = [0, 1];

    public static TheoryData<int> LongSchedules { get; } = [.. Enumerable.Range(2, 20)];

    public void Dispose()
    {
        silos.ForEach(silo => silo.Dispose());
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public Task A_silo_is_killed_every_four_seconds(int number)
    {
        Assert.SkipUnless(number == schedule || Environment.GetEnvironmentVariable(Long) == "1", $"the other store has its turn; runs with {Long}=1");
        return Survives(number, draws: 8_000, TimeSpan.FromSeconds(4), (2, EveryDay), TimeSpan.FromMinutes(4));
    }

    [Theory]
    [MemberData(nameof(LongSchedules))]
    public Task A_silo_is_killed_every_ten_seconds_for_two_minutes(int number)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Long) == "1", $"takes minutes; runs with {Long}=1");
        return Survives(number, draws: 150_000, TimeSpan.FromSeconds(10), (8, int.MaxValue), TimeSpan.FromMinutes(20));
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public async Task Behind_certificates_a_silo_is_killed_every_four_seconds(int number)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Long) == "1", $"takes minutes; runs with {Long}=1");
        using var folders = new TlsFolders();
        await Survives(number, draws: 8_000, TimeSpan.FromSeconds(4), (2, int.MaxValue), TimeSpan.FromMinutes(4), folders.Ours);
    }

    private async Task Survives(int number, int draws, TimeSpan every, (int Fewest, int Most) strikes, TimeSpan patience, string? certificates = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "silos are killed as on Unix");
        var catalogue = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")).Catalogue;
        var sweep = SweepOf.LongIsingOf(draws, catalogue);
        var environment = certificates is null ? null : new Dictionary<string, string> { ["DIFFMH__TLS"] = certificates };
        await SiloProcess.StartAll(silos, Silos, $"{store}", environment);
        var credentials = certificates is null ? Credentials.None : TlsFolders.Of(certificates, TlsRole.Client);
        await using var client = await ClusterClient.Connect(store.Address, credentials, TestContext.Current.CancellationToken);
        await client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: 1));

        var (plan, clock, kills) = (new KillSchedule(number, Silos), Stopwatch.StartNew(), new List<string>());
        while (!await Ends(client, sweep, every))
        {
            Assert.True(clock.Elapsed < patience, $"not done after {clock.Elapsed} and {kills.Count} kills: {string.Join("; ", kills)}");
            if (kills.Count == strikes.Most)
            {
                continue;
            }

            var strike = plan.Next();
            int[] victims = [.. strike.AtAggregator && await AggregatorsSilo(client) is { } found ? [found] : strike.Victims];
            kills.Add(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:0} s: {(strike.AtAggregator ? "the aggregator's " : "")}{string.Join(" and ", victims)}"));
            await Task.WhenAll(victims.Select(victim => silos[victim].Kill()));
            foreach (var victim in victims)
            {
                var killed = silos[victim];
                silos[victim] = await SiloProcess.Start($"{store}", environment);
                killed.Dispose();   // not before: where the next does not start, the test ends all that are in the list
            }
        }

        TestContext.Current.SendDiagnosticMessage($"done after {clock.Elapsed.TotalSeconds:0} s; killed {string.Join("; ", kills)}");
        Assert.True(kills.Count >= strikes.Fewest, $"only {kills.Count} kills: {string.Join("; ", kills)}");
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.ClusterDigest(sweep, client.Grains.GetGrain<ISweepGrain>(sweep.Id)));
    }

    /// <summary>Whether the sweep ends within a time.</summary>
    private static async Task<bool> Ends(ClusterClient client, FrozenSweep sweep, TimeSpan within)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < within; await Task.Delay(100, TestContext.Current.CancellationToken))
        {
            try
            {
                if ((await client.Grains.GetGrain<ISweepGrain>(sweep.Id).Status()).State == RunState.Completed)
                {
                    return true;
                }
            }
            catch (Exception exception) when (ClusterClient.IsLost(exception))
            {
                // The silo that was asked is gone.
            }
        }

        return false;
    }

    /// <summary>Which silo has an aggregator; null where nobody can say.</summary>
    private async Task<int?> AggregatorsSilo(ClusterClient client)
    {
        try
        {
            var grains = await client.Grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
            var address = grains.FirstOrDefault(grain => grain.GrainType.Contains("AggregatorGrain", StringComparison.Ordinal))?.SiloAddress.Endpoint;
            var place = silos.FindIndex(silo => silo.Ready.Contains($" at {address},", StringComparison.Ordinal));
            return address is null || place < 0 ? null : place;
        }
        catch (Exception exception) when (ClusterClient.IsLost(exception))
        {
            return null;
        }
    }
}
