using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Client;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Chaos;

/// <summary>A plugin that takes its process down at one point of a sweep: three silos die of it, or few more, and are started again; the point fails, and nothing else is harmed.</summary>
public sealed class FatalPluginTests : IDisposable
{
    private const string Plugin = "DiffMH.TestPlugins.Moods";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder folder = new();
    private readonly List<SiloProcess> silos = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Plugins => folder.File("plugins");

    private string Store => folder.File("state.db");

    public void Dispose()
    {
        silos.ForEach(silo => silo.Dispose());
        folder.Dispose();
    }

    [Theory]
    [InlineData("fatal", 3)]
    [InlineData("endless", 3)]
    [InlineData("fatal", 1)]
    public async Task A_point_that_takes_its_silos_down_fails_and_the_others_end_with_the_same_bits(string mood, int count)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "silos die as on Unix");
        CopiedPlugins.To(Plugins, Plugin);
        var catalogue = PluginSet.Load(Plugins).Catalogue;
        var sweep = SweepOf.Freeze(
            SweepOf.Moods
                .Replace("\"draws\": 20", "\"draws\": 1000000", StringComparison.Ordinal)
                .Replace("""{ "model.parameters.mood": ["throwing", "vague", "calm"] }""", $$"""{ "model.parameters.tilt": [0.3, 0.6] }, { "model.parameters.mood": ["calm", "{{mood}}"] }""", StringComparison.Ordinal),
            catalogue);
        var bad = sweep.Points.Where(point => point.ModelSettings.Contains(mood, StringComparison.OrdinalIgnoreCase)).Select(point => point.Index).ToArray();
        Assert.Equal(2, bad.Length);
        for (var i = 0; i < count; i++)
        {
            silos.Add(await Start());
        }

        await using var client = await ClusterClient.Connect(StoreAddress.Sqlite(Store), Cancellation);
        await Submit(client, sweep);
        var deaths = await RestartUntilEnded(client, sweep);

        TestContext.Current.SendDiagnosticMessage($"{deaths} silos died of {bad.Length} points");

        // Each silo's one thread may be at other lanes of the same point: two silos die of each of them, and one more of the first that is convicted.
        Assert.InRange(deaths, 3 * bad.Length, bad.Length * ((2 * Math.Max(count, 2)) + 1));
        var grain = client.Grains.GetGrain<ISweepGrain>(sweep.Id);
        foreach (var point in bad)
        {
            var result = await grain.Result(point);
            Assert.Equal((RunState.Failed, "DiffMH.Silo.Grains.SilosLostException"), (result.State, result.Failure?.Kind));
            Assert.Matches($"^[3-5] silos died while they computed the same lanes of point {point}, .*Model 'moods' of plugin {Plugin} 0.1.0 takes the process down there", result.Failure!.Message);
        }

        var good = sweep with { Points = [.. sweep.Points.Where(point => !bad.Contains(point.Index))] };
        Assert.Equal(SweepOf.LocalDigest(good, catalogue), await SweepOf.ClusterDigest(good, grain));
    }

    private static async Task Submit(ClusterClient client, FrozenSweep sweep)
    {
        try
        {
            await client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));
        }
        catch (Exception exception) when (ClusterClient.IsLost(exception))
        {
            // Its silo has died of it already; it is stored.
        }
    }

    /// <summary>Starts silos again that have died, as a service manager does, until the sweep has ended.</summary>
    /// <returns>How many died.</returns>
    private async Task<int> RestartUntilEnded(ClusterClient client, FrozenSweep sweep)
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var deaths = 0; ; await Task.Delay(100, patience.Token))
        {
            for (var i = 0; i < silos.Count; i++)
            {
                if (silos[i].HasEnded)
                {
                    deaths++;
                    silos[i].Dispose();
                    silos[i] = await Start();
                }
            }

            try
            {
                if ((await client.Grains.GetGrain<ISweepGrain>(sweep.Id).Status()).State is RunState.Failed or RunState.Completed)
                {
                    return deaths + silos.Count(silo => silo.HasEnded);
                }
            }
            catch (Exception exception) when (ClusterClient.IsLost(exception))
            {
                // The silo that was asked is gone.
            }
        }
    }

    private Task<SiloProcess> Start() => SiloProcess.Start($"sqlite:{Store}", new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_DbgEnableMiniDump"] = "0" }, Plugins);
}
