using System.Reflection;
using DiffMH.Engine.Kernels;
using DiffMH.Silo.Compute;
using DiffMH.Silo.Security;
using DiffMH.Silo.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DiffMH.Silo.Hosting;

/// <summary>Tells the plugin registry every two seconds, and when it is asked to, what this silo is and holds, and asks it about the others.</summary>
internal sealed class SiloReporter(
    IGrainFactory grains,
    ILocalSiloDetails silo,
    DiffMHOptions options,
    SiloPlugins plugins,
    PluginHolders holders,
    SiloMeter meter,
    StoreHealth store,
    TokenAgreement agreement,
    TimeProvider time,
    ILogger<SiloReporter> logger) : BackgroundService
{
    /// <summary>The version of DiffMH that this process runs.</summary>
    public static readonly string Version =
        typeof(SiloReporter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private readonly long start = time.GetTimestamp();

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Repeatedly.Do(Report, time, logger, stoppingToken);

    /// <summary>Tells it now.</summary>
    public async Task Report()
    {
        var registry = grains.GetGrain<IPluginRegistryGrain>(0);
        var report = new SiloReport(
            silo.SiloAddress.ToParsableString(),
            silo.Name,
            Version,
            options.ComputeThreads,
            MathFingerprint.OfProcess,
            meter.Batches,
            meter.Busy.TotalSeconds,
            time.GetElapsedTime(start).TotalSeconds,
            (await plugins.Shelf).Statuses,
            Condition());
        await agreement.Check(registry, () => registry.Report(report));
        holders.Update(await registry.SilosSince(holders.Edition));
    }

    private SiloCondition Condition()
    {
        var files = OpenFiles.OfProcess();
        return new(ContractVersion.OfProcess, time.GetUtcNow().UtcDateTime, files.Open, files.Limit, store.Trouble);
    }
}
