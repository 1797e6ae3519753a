using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DiffMH.Silo.Hosting;

/// <summary>Has the sweeps of the store be at work: asks their directory to look every two seconds, so that they go on after any loss without a client.</summary>
internal sealed class SweepKeeper(IGrainFactory grains, TimeProvider time, ILogger<SweepKeeper> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Repeatedly.Do(() => grains.GetGrain<ISweepDirectoryGrain>(0).Poke(), time, logger, stoppingToken);
}
