using System.Diagnostics;
using DiffMH.Engine.Models;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Client;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Scale;

/// <summary>Silos in processes of their own with many points and many sweeps at once: all take part, answer meanwhile, stay small, and give the bits of the plain loop.</summary>
[Collection(nameof(Alone))]
public sealed class ScaleTests : IDisposable
{
    private const string Long = "DIFFMH_TEST_LONG";

    /// <summary>Twice what was measured with 8 silos, 3,750 points in one sweep after the other and 50 sweeps at once.</summary>
    private const long MostMemory = 450_000_000;

    private readonly SqliteTestStore store = new();
    private readonly List<SiloProcess> silos = [];
    private readonly ModelCatalogue catalogue = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")).Catalogue;

    public void Dispose()
    {
        silos.ForEach(silo => silo.Dispose());
        store.Dispose();
    }

    [Fact]
    public Task Three_silos_share_sixty_points_of_one_sweep_and_then_of_six() => Shared(count: 3, points: 60, sweeps: 6, TimeSpan.FromMinutes(3));

    [Fact]
    public Task Eight_silos_share_a_thousand_points_of_one_sweep_and_then_of_fifty()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Long) == "1", $"takes minutes; runs with {Long}=1");
        return Shared(count: 8, points: 1000, sweeps: 50, TimeSpan.FromMinutes(15));
    }

    private async Task Shared(int count, int points, int sweeps, TimeSpan patience)
    {
        await SiloProcess.StartAll(silos, count, $"{store}");
        await using var client = await ClusterClient.Connect(store.Address, TestContext.Current.CancellationToken);
        using var end = new CancellationTokenSource(patience);

        // Each hears of the others when it reports: before its second report since all were there it may give them no work.
        var before = (await SiloReports.Made(client.Grains, count)).ToDictionary(report => report.Address, report => report.Batches);

        var half = await Run(client, [Sweep(points / 2, seed: 1)], end.Token) / (points / 2);
        var whole = await Run(client, [Sweep(points, seed: 2)], end.Token) / points;
        TestContext.Current.SendDiagnosticMessage($"CPU of a point in the whole sweep by that in half of it: {whole / half:0.00}");   // below 1 where silos still compiled their code in the first
        await Run(client, [.. Enumerable.Range(3, sweeps).Select(seed => Sweep(points / sweeps, seed))], end.Token);

        Assert.All(silos, silo => Assert.InRange(silo.MostMemory, 0, MostMemory));
        var reports = await SiloReports.Made(client.Grains, count);
        double even = reports.Average(report => report.Batches - before[report.Address]);
        Assert.All(reports, report => Assert.InRange((report.Batches - before[report.Address]) / even, 0.5, 1.5));
    }

    /// <summary>Has sweeps at work at once until all have ended, and compares digests.</summary>
    /// <returns>Seconds of all threads of all silos.</returns>
    private async Task<double> Run(ClusterClient client, FrozenSweep[] sweeps, CancellationToken end)
    {
        var before = silos.Sum(silo => silo.ProcessorTime.TotalSeconds);
        await Task.WhenAll(sweeps.Select(sweep => client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null))));
        var answers = new List<TimeSpan>();
        foreach (var grain in sweeps.Select(sweep => client.Grains.GetGrain<ISweepGrain>(sweep.Id)))
        {
            for (SweepStatus? status = null; status is not { State: RunState.Completed }; await Task.Delay(20, end))
            {
                var asked = Stopwatch.GetTimestamp();
                status = await grain.Status();
                answers.Add(Stopwatch.GetElapsedTime(asked));
                Assert.True(status.State is RunState.Queued or RunState.Running or RunState.Completed, $"{status.Name} is {status.State}");
            }
        }

        var used = silos.Sum(silo => silo.ProcessorTime.TotalSeconds) - before;
        var median = answers.Order().ElementAt(answers.Count / 2);
        TestContext.Current.SendDiagnosticMessage($"{sweeps.Length} sweeps of {sweeps[0].Points.Length} points: {1000 * used / sweeps.Sum(sweep => sweep.Points.Length):0.0} ms of CPU a point; status within {median.TotalMilliseconds:0} ms, at worst {answers.Max().TotalMilliseconds:0} ms");
        foreach (var sweep in sweeps)
        {
            Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.ClusterDigest(sweep, client.Grains.GetGrain<ISweepGrain>(sweep.Id)));
        }

        return used;
    }

    private FrozenSweep Sweep(int points, int seed) => SweepOf.Freeze(
        $$"""
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "scale-{{seed}}", "seed": {{seed}}, "mode": "optimize",
          "model": { "plugin": "DiffMH.Plugins.Ising", "name": "ising-2d", "parameters": { "L": 4 } },
          "estimator": { "wrt": ["T"] },
          "chain": { "chains": 2, "draws": 10 },
          "objective": { "maximize": "specific_heat" },
          "optimizer": { "name": "adam", "learning_rate": 0.01, "iterations": 5, "bounds": { "T": [0.5, 10] } },
          "design": { "cross": [ { "model.parameters.T": { "linspace": [1, 6, {{points}}] } } ] },
          "replicates": { "count": 16 }
        }
        """,
        catalogue);
}
