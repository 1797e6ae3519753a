using DiffMH.Silo.Compute;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DiffMH.Silo.Hosting;

/// <summary>Tells the cluster what silos of this machine computed when they died, and learns which lanes are under suspicion.</summary>
/// <remarks>Where all silos share a file, any of them finds the records of one that died; on a machine of its own the next silo to be started there does.</remarks>
/// <param name="folder">Where the silos of this machine keep their records.</param>
/// <param name="suspects">Learns.</param>
/// <param name="grains">Finds the grain that keeps count.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told of deaths.</param>
internal sealed class SuspectWatch(string folder, Suspects suspects, IGrainFactory grains, TimeProvider time, ILogger<SuspectWatch> logger) : BackgroundService
{
    /// <summary>Less than it takes until the lanes of a silo that died are computed elsewhere.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(0.5);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Repeatedly.Do(Look, Period, time, logger, stoppingToken);

    private async Task Look()
    {
        var counts = grains.GetGrain<ISuspectsGrain>(0);
        foreach (var path in Directory.EnumerateFiles(folder, $"*{FlightRecorder.Extension}"))
        {
            await Report(path, counts);
        }

        suspects.Learn(await counts.All());
    }

    private async Task Report(string path, ISuspectsGrain counts)
    {
        FileStream file;
        try
        {
            file = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return;   // of a silo that lives, or looked at by another
        }

        await using (file)
        {
            var inFlight = FlightRecorder.Read(file);
            if (!inFlight.IsEmpty)
            {
                await counts.NoteDeath(Path.GetFileNameWithoutExtension(path), inFlight);
                logger.LogWarning("A silo died while it computed {Batches}.", string.Join(" and ", inFlight.Select(batch => $"a batch of point {batch.Point}{(batch.IsAlone ? ", alone" : "")}")));
            }

            File.Delete(path);
        }
    }
}
