using System.Collections.Immutable;
using DiffMH.Silo.Hosting;

namespace DiffMH.Client.Sources;

/// <summary>The reports of a cluster's silos, once all of them have reported.</summary>
/// <remarks>
/// A silo reports every two seconds, to a grain that begins with nothing when it is activated: in the moment after a start, or after the
/// loss of the silo it was on, it knows less than the store's list of members.
/// </remarks>
internal static class ReportedSilos
{
    /// <summary>More than two reports take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(0.2);

    /// <summary>Waits a moment for those that listen and have not reported yet; what others said that listen no more is left out.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="reconnection">Repeats what is lost.</param>
    /// <param name="time">For waiting.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ClusterUnreachableException">None has reported.</exception>
    public static async Task<ImmutableArray<SiloReport>> Of(ClusterClient cluster, Reconnection reconnection, TimeProvider time, CancellationToken cancellation)
    {
        var silos = await KnownOf(cluster, reconnection, time, cancellation);
        return silos.IsEmpty
            ? throw new ClusterUnreachableException($"No silo has reported what it holds for {Patience.TotalSeconds:0} s, though {string.Join(", ", cluster.Gateways)} could be reached: they are busy, or about to end. Try again in a moment, and look at their logs.")
            : silos;
    }

    /// <summary>The same for those who go on without: none where none has reported.</summary>
    public static Task<ImmutableArray<SiloReport>> KnownOf(ClusterClient cluster, Reconnection reconnection, TimeProvider time, CancellationToken cancellation) =>
        Of(() => reconnection.Ask(() => cluster.Grains.GetGrain<IPluginRegistryGrain>(0).Silos()), () => cluster.Silos(cancellation), time, cancellation);

    /// <summary>The same of whoever knows the reports and who listens. Where the store cannot be read just now, nobody is left out.</summary>
    public static async Task<ImmutableArray<SiloReport>> Of(Func<Task<ImmutableArray<SiloReport>>> askReports, Func<Task<ImmutableArray<string>>> askListening, TimeProvider time, CancellationToken cancellation)
    {
        for (var start = time.GetTimestamp(); ; await Task.Delay(AskEvery, time, cancellation))
        {
            var reports = await askReports();
            var listening = await TryAsk(askListening);
            ImmutableArray<SiloReport> heard = [.. reports.Where(report => listening?.Contains(report.Address) ?? true)];
            if ((heard.Length == listening?.Length && !heard.IsEmpty) || time.GetElapsedTime(start) > Patience)
            {
                return heard;
            }
        }
    }

    private static async Task<ImmutableArray<string>?> TryAsk(Func<Task<ImmutableArray<string>>> ask)
    {
        try
        {
            return await ask();
        }
        catch (IOException)
        {
            return null;   // the silos wait for their store, and so does whoever asks them
        }
    }
}
