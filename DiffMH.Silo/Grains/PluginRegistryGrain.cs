using System.Collections.Immutable;
using DiffMH.Silo.Security;
using Orleans.Concurrency;
using Orleans.Placement;

namespace DiffMH.Silo.Grains;

/// <summary>Keeps the last report of each silo.</summary>
[GrainType("plugin-registry")]
[Reentrant]
[HashBasedPlacement]
internal sealed class PluginRegistryGrain(Credentials credentials, TimeProvider time) : Grain, IPluginRegistryGrain
{
    /// <summary>Five reports missed.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, (SiloReport Report, long At)> reports = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task Report(SiloReport report)
    {
        reports[report.Address] = (report, time.GetTimestamp());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<SiloReport>> Silos()
    {
        foreach (var (address, _) in reports.Where(entry => time.GetElapsedTime(entry.Value.At) > Forgotten).ToArray())
        {
            reports.Remove(address);
        }

        return Task.FromResult<ImmutableArray<SiloReport>>([.. reports.Values.Select(entry => entry.Report with { AgeSeconds = time.GetElapsedTime(entry.At).TotalSeconds }).OrderBy(report => report.Name, StringComparer.Ordinal)]);
    }

    /// <inheritdoc/>
    public Task<bool> AsksForToken() => Task.FromResult(credentials.Token is not null);
}
