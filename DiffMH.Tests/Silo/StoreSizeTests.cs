using DiffMH.Client.Inputs;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Support;
using DiffMH.Tests.Sweeps;

namespace DiffMH.Tests.Silo;

/// <summary>A store grows with its points, each taking what was foretold.</summary>
public sealed class StoreSizeTests : IDisposable
{
    private const string Mixture = """
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "many", "seed": 7, "mode": "gradient",
          "model": { "plugin": "DiffMH.Plugins.Mixture", "name": "mixture-label", "parameters": { "observation": 1, "means": [-2.5, 2, 5], "deviations": 4 } },
          "estimator": { "wrt": ["observation"] },
          "chain": { "chains": 2, "warmup": 0, "draws": 4 },
          "objective": { "evaluate": "entropy" },
          "design": { "cross": [ { "model.parameters.observation": { "linspace": [-3, 3, COUNT] } } ] },
          "replicates": { "count": 16 }
        }
        """;

    private const string Ising = """
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "many", "seed": 7, "mode": "optimize",
          "model": { "plugin": "DiffMH.Plugins.Ising", "name": "ising-2d", "parameters": { "L": 3, "J": 1.0, "h": 0.1 } },
          "estimator": { "wrt": ["T", "h"] },
          "chain": { "chains": 2, "warmup": 0, "draws": 1 },
          "objective": { "maximize": "specific_heat" },
          "optimizer": { "name": "adam", "learning_rate": 0.01, "iterations": 70, "bounds": { "T": [0.5, 10] } },
          "design": { "cross": [ { "model.parameters.T": { "linspace": [2, 4, COUNT] } } ] },
          "replicates": { "count": 4 }
        }
        """;

    private const string Ring = """
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "many", "seed": 7, "mode": "gradient",
          "model": { "plugin": "DiffMH.Plugins.Boltzmann", "name": "boltzmann-machine", "parameters": { "edges": "graphs/ring.txt", "J": { "file": "graphs/ring.txt", "column": 3 } } },
          "estimator": { "wrt": ["J", "h"] },
          "chain": { "chains": 2, "warmup": 0, "draws": 1 },
          "objective": { "evaluate": "magnetization^2" },
          "design": { "cross": [ { "model.parameters.h": { "linspace": [0, 0.1, COUNT] } } ] },
          "replicates": { "count": 2 }
        }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(Mixture, 150)]
    [InlineData(Ising, 150)]
    [InlineData(Ring, 20)]
    public async Task Twice_the_points_take_twice_the_pages_and_as_many_as_plan_says(string document, int points)
    {
        var (empty, once, estimate) = await Store(document, points);
        var (_, twice, _) = await Store(document, 2 * points);
        TestContext.Current.SendDiagnosticMessage($"{empty >> 12} pages without points, {once >> 12} with {points}, {twice >> 12} with twice as many");

        // Rows come in any order, and how full the pages of the index get depends on it: 150 small points took 171 to 183 pages, twice as many 347 to 363.
        Assert.InRange((double)(twice - empty) / (once - empty), 1.85, 2.15);
        Assert.InRange((double)(once - empty) / points / estimate, 0.85, 1.15);
    }

    [Fact]
    public async Task A_data_file_takes_its_bytes_once()
    {
        RingText.Write(folder.Path);
        var file = new SweepFolder(folder.Path).Open("graphs/ring.txt");
        await using var cluster = await EmbeddedCluster.StartAsync(new() { PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins"), StatePath = folder.File("state.db") }, CancellationToken.None);
        var empty = cluster.StoreBytes!.Value;
        await DataTransfer.Send(cluster.Grains, [file, file]);
        Assert.InRange((double)(cluster.StoreBytes.Value - empty) / file.Bytes.Length, 0.95, 1.15);
    }

    private async Task<(long Empty, long Full, double Estimate)> Store(string document, int points)
    {
        await using var cluster = await EmbeddedCluster.StartAsync(
            new() { PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins"), StatePath = folder.File($"{points}/state.db") },
            TestContext.Current.CancellationToken);
        RingText.Write(folder.Path);
        var data = new SweepFolder(folder.Path);
        var catalogue = cluster.Catalogue.With(data);
        var sweep = SweepOf.Freeze(document.Replace("COUNT", $"{points}", StringComparison.Ordinal), catalogue);
        await DataTransfer.Send(cluster.Grains, data.Opened.Values);
        var empty = cluster.StoreBytes!.Value;
        await SweepOf.Run(sweep, cluster.Grains);
        return (empty, cluster.StoreBytes.Value, StoreEstimate.BytesOf(sweep.Points[points / 2], catalogue));
    }
}
