using System.Globalization;
using DiffMH.Benchmarks.Size;

namespace DiffMH.Benchmarks.Scale;

/// <summary>Silos in processes of their own that share a store, each with one thread that computes, so that they are as many as they look.</summary>
internal sealed class SiloCluster : IDisposable
{
    private const string HttpAt = "over HTTP at ";

    private readonly List<DiffmhProcess> silos = [];
    private readonly HttpClient http = new();

    private SiloCluster()
    {
    }

    /// <summary>How many there are.</summary>
    public int Count => silos.Count;

    /// <summary>Starts them one after the other, and ends them where one does not start.</summary>
    /// <param name="count">How many.</param>
    /// <param name="store">Their store.</param>
    /// <param name="data">Their data folder.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<SiloCluster> Start(int count, string store, string data, CancellationToken cancellation)
    {
        var cluster = new SiloCluster();
        try
        {
            while (cluster.silos.Count < count)
            {
                cancellation.ThrowIfCancellationRequested();
                cluster.silos.Add(await DiffmhProcess.StartSilo(store, "--data", data, "--threads", "1", "--http", "auto"));
            }

            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    /// <summary>Reads all silos.</summary>
    public Task<SiloReading[]> Read() => Task.WhenAll(silos.Select(Read));

    /// <inheritdoc/>
    public void Dispose()
    {
        silos.ForEach(silo => silo.Dispose());
        http.Dispose();
    }

    private async Task<SiloReading> Read(DiffmhProcess silo)
    {
        var page = new MetricsPage(await http.GetStringAsync(Page(silo.Ready!)));
        var (cpu, memory, most) = silo.Usage;
        return new(
            cpu,
            page.Sum("diffmh_compute_time_seconds_total"),
            page.Sum("diffmh_batches_total"),
            page.Sum("diffmh_commit_duration_seconds_count"),
            page.Sum("diffmh_commit_duration_seconds_sum"),
            page.Sum("orleans_messaging_sent_messages_size_bytes_count"),
            page.Sum("dotnet_gc_last_collection_heap_size_bytes") - page.Sum("dotnet_gc_last_collection_heap_fragmentation_size_bytes"),
            memory,
            most);
    }

    private static Uri Page(string ready)
    {
        var start = ready.IndexOf(HttpAt, StringComparison.Ordinal) + HttpAt.Length;
        return new(string.Create(CultureInfo.InvariantCulture, $"http://{ready.AsSpan(start, ready.IndexOf(';', start) - start)}/metrics"));
    }
}
