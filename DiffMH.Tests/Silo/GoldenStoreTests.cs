using System.Collections.Immutable;
using System.Text.Json;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Models;
using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Serialization;

namespace DiffMH.Tests.Silo;

/// <summary>A whole store that an earlier DiffMH has written is read, and a silo goes on with the sweep in it.</summary>
public sealed class GoldenStoreTests : IDisposable
{
    private static readonly string Golden = Path.Combine(Repository.Root, "DiffMH.Tests", "Silo", "Golden");
    private static readonly string Plugins = Path.Combine(AppContext.BaseDirectory, "plugins");

    private readonly TemporaryFolder folder = new();

    private string StatePath => folder.File("state.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("state-v2")]
    public void A_store_of_an_earlier_version_reads_as_it_was_written(string name)
    {
        var known = Open(name);
        using var reader = StoreReader.Open(StoreAddress.Sqlite(StatePath));
        var entry = Assert.Single(reader.List());
        Assert.Equal((known.Sweep, "ising", RunState.Lost, 2), (entry.Id, entry.Name, entry.State, entry.Points));
        var sweep = reader.Frozen(known.Sweep)!;
        Assert.Equal(known.Digest, SweepOf.StoredDigest(sweep, reader));
        Assert.Equal(known.Iterations, reader.Points(sweep.Id).Select(point => point.Iteration));
        Assert.All(reader.Results(sweep.Id), result => Assert.Equal((RunState.Lost, "specific_heat", 3), (result.State, result.Objective?.Name, result.Replicates)));
        using var file = SqliteFile.OpenForReading(StatePath);
        Assert.Equal("golden", Assert.Single(SqliteMembershipTable.Read(file)).SiloName);
    }

    [Theory]
    [InlineData("state-v2")]
    public async Task A_silo_goes_on_with_the_sweep_of_an_earlier_version_from_its_last_commits(string name)
    {
        var known = Open(name);
        var catalogue = PluginSet.Load(Plugins).Catalogue;
        var sweep = Adopt(known.Sweep, catalogue);
        var before = Rows(sweep);
        await using (var silo = await Start(StatePath))
        {
            await using var client = await ClusterClient.Connect(StoreAddress.Sqlite(StatePath), Cancellation);
            var grain = client.Grains.GetGrain<ISweepGrain>(sweep.Id);
            var status = await SweepOf.Until(grain, _ => false);
            Assert.Equal((RunState.Completed, 2), (status.State, status.Completed));
        }

        var after = Rows(sweep);
        for (var point = 0; point < known.Iterations.Length; point++)
        {
            Assert.Equal(known.Iterations[point] * 3, before[point].Length);
            Assert.Equal(151 * 3, after[point].Length);
            Assert.Equal(before[point], after[point][..before[point].Length]);
        }

        if (known.MathFingerprint == MathFingerprint.OfProcess)   // elsewhere the last bits may be others
        {
            using var reader = StoreReader.Open(StoreAddress.Sqlite(StatePath));
            Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), SweepOf.StoredDigest(sweep, reader));
        }
    }

    /// <summary>How the golden stores were made; to be carried out, into a file of a new name, when the stored form has changed.</summary>
    [Fact(Explicit = true)]
    public async Task Write_a_golden_store()
    {
        var name = $"state-v{SqliteSchema.Version}";
        var catalogue = PluginSet.Load(Plugins).Catalogue;
        var sweep = SweepOf.Freeze(SweepOf.LongIsing, catalogue);
        await using (var silo = await Start(StatePath))
        {
            await using var client = await ClusterClient.Connect(StoreAddress.Sqlite(StatePath), Cancellation);
            await client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));
            await SweepOf.UntilCommitted(sweep, StoreAddress.Sqlite(StatePath));
        }

        using (var connection = new SqliteConnection($"Data Source={StatePath};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"VACUUM INTO '{Path.Combine(Golden, name)}.db'";
            command.ExecuteNonQuery();
        }

        using var reader = StoreReader.Open(StoreAddress.Sqlite(StatePath));
        var known = new Known(sweep.Id, SweepOf.StoredDigest(sweep, reader), [.. reader.Points(sweep.Id).Select(point => point.Iteration)], MathFingerprint.OfProcess);
        await File.WriteAllTextAsync(Path.Combine(Golden, $"{name}.json"), JsonSerializer.Serialize(known), Cancellation);
    }

    private Known Open(string name)
    {
        File.Copy(Path.Combine(Golden, $"{name}.db"), StatePath);
        return JsonSerializer.Deserialize<Known>(File.ReadAllText(Path.Combine(Golden, $"{name}.json")))!;
    }

    /// <summary>Has today's build of its plugin take the place of the one that the sweep was frozen with, which nobody has any more.</summary>
    private FrozenSweep Adopt(string id, ModelCatalogue catalogue)
    {
        var today = SweepOf.Freeze(SweepOf.LongIsing, catalogue).Plugins;
        var serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();
        using var store = SqliteStore.Open(StatePath);
        var row = store.Read($"sweep/{id}", "sweep")!.Value;
        var stored = serializer.Deserialize<StoredSweep>(row.Payload)!;
        var sweep = stored.Sweep! with { Plugins = today, Points = [.. stored.Sweep!.Points.Select(point => point with { Plugin = today.Single() })] };
        Assert.True(store.Write($"sweep/{id}", "sweep", row.Version, serializer.SerializeToArray(new StoredSweep { Sweep = sweep })).IsWritten);
        return sweep;
    }

    /// <summary>The bits of each row of each point's trace.</summary>
    private string[][] Rows(FrozenSweep sweep)
    {
        using var reader = StoreReader.Open(StoreAddress.Sqlite(StatePath));
        return [.. sweep.Points.Select(point => Rows(reader, sweep.Id, point.Index).ToArray())];
    }

    private static IEnumerable<string> Rows(StoreReader reader, string sweep, int point)
    {
        for (var chunk = 0; reader.Trace(sweep, point, chunk) is { Rows: > 0 } block; chunk++)
        {
            for (var row = 0; row < block.Rows; row++)
            {
                yield return $"{block.Iterations[row]}/{block.Replicates[row]}: {Vector.Of(block.Row(row))}";
            }
        }
    }

    private static Task<ClusterSilo> Start(string path) => ClusterSilo.Start(
        new() { Store = StoreAddress.Sqlite(path), PluginFolder = Plugins, Name = "golden", ComputeThreads = 1 },
        NullLoggerProvider.Instance,
        Cancellation);

    /// <summary>What is known of a golden store.</summary>
    private sealed record Known(string Sweep, string Digest, ImmutableArray<int> Iterations, string MathFingerprint);
}
