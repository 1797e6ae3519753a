using System.Collections.Immutable;
using DiffMH.Silo.Compute;
using DiffMH.Silo.Grains;
using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace DiffMH.Silo.Hosting;

/// <summary>Tells the cluster what silos of this machine computed when they died, and learns which lanes are under suspicion.</summary>
/// <remarks>Where all silos share a file, any of them finds the records of one that died; on a machine of its own the next silo to be started there does.</remarks>
/// <param name="folder">Where the silos of this machine keep their records.</param>
/// <param name="suspects">Learns.</param>
/// <param name="grains">Finds the grain that keeps count.</param>
/// <param name="storage">Where the count is.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told of deaths.</param>
internal sealed class SuspectWatch(
    string folder,
    Suspects suspects,
    IGrainFactory grains,
    [FromKeyedServices(StorageName.Default)] IGrainStorage storage,
    TimeProvider time,
    ILogger<SuspectWatch> logger) : BackgroundService
{
    /// <summary>Less than it takes until the lanes of a silo that died are computed elsewhere.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(0.5);

    /// <summary>For how long a report is waited for; it is repeated where the grain was on the silo that died.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, string> reasons = new(StringComparer.Ordinal);   // of each trouble there is, as last said
    private ImmutableArray<Suspect> counted = [];

    private ISuspectsGrain Keeper => grains.GetGrain<ISuspectsGrain>(0);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Repeatedly.Do(Look, Period, time, logger, stoppingToken);

    private async Task Look()
    {
        DeathRecord[] found = [];
        await Try("What silos of this machine computed when they died cannot be read", () => Task.FromResult(found = Find()));
        try
        {
            // All lanes wait for what is learnt, so that it is learnt also where one of both cannot be read. Nothing waits for the grain: what is not counted yet is under suspicion here.
            await Try("The stored lanes under suspicion cannot be read, and are taken to be as last read", async () => counted = await StoredSuspects.Read(storage, Keeper));
            suspects.Learn(counted, found.SelectMany(record => record.InFlight));
            foreach (var record in found)
            {
                await Try("What a silo computed when it died cannot be counted", () => Report(record));
            }
        }
        finally
        {
            foreach (var record in found)
            {
                record.Dispose();
            }
        }
    }

    private DeathRecord[] Find()
    {
        Directory.CreateDirectory(folder);
        return [.. Directory.EnumerateFiles(folder, $"*{FlightRecorder.Extension}").Select(DeathRecord.TryOpen).OfType<DeathRecord>()];
    }

    /// <summary>Says once why it fails; it is tried again with the next look. A store or a silo that is away is said elsewhere, and waited for.</summary>
    private async Task Try(string trouble, Func<Task> work)
    {
        try
        {
            await work();
            reasons.Remove(trouble);
        }
        catch (Exception exception) when (exception is not StoreUnavailableException && !Transport.IsLost(exception))
        {
            if (reasons.GetValueOrDefault(trouble) != exception.Message)
            {
                reasons[trouble] = exception.Message;
                logger.LogWarning("{Trouble}: {Reason}", trouble, exception.Message);
            }
        }
    }

    private async Task Report(DeathRecord record)
    {
        if (!record.InFlight.IsEmpty)
        {
            await Keeper.NoteDeath(record.Silo, record.InFlight).WaitAsync(Patience, time);
            logger.LogWarning("A silo died while it computed {Batches}.", string.Join(" and ", record.InFlight.Select(batch => $"a batch of point {batch.Point}{(batch.IsAlone ? ", alone" : "")}")));
        }

        record.Delete();
    }
}
