using System.Collections.Immutable;

namespace DiffMH.Tests.Silo;

/// <summary>Waits for what silos say of themselves, which is every two seconds or, on a machine that pauses, later.</summary>
internal static class SiloReports
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Waits until there are as many silos and each has reported since the call. It may have made the report just before.</summary>
    public static async Task<ImmutableArray<SiloReport>> Next(IGrainFactory grains, int silos)
    {
        using var patience = new CancellationTokenSource(Patience);
        var registry = grains.GetGrain<IPluginRegistryGrain>(0);
        var before = (await registry.Silos()).ToDictionary(report => report.Address, report => report.UpSeconds);
        while (true)
        {
            var reports = await registry.Silos();
            if (reports.Length == silos && reports.All(report => report.UpSeconds > before.GetValueOrDefault(report.Address, -1)))
            {
                return reports;
            }

            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>Waits until there are as many silos and each has made a report since the call, and has asked about the others since all of them were there.</summary>
    public static async Task<ImmutableArray<SiloReport>> Made(IGrainFactory grains, int silos)
    {
        await Next(grains, silos);
        return await Next(grains, silos);   // a silo makes one when the one before has arrived
    }
}
