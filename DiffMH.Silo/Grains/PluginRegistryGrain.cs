using System.Collections.Immutable;
using System.Globalization;
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
    private readonly long begun = time.GetUtcNow().UtcTicks;   // editions of another activation are others
    private long changes;

    private string Edition => string.Create(CultureInfo.InvariantCulture, $"{begun:x}-{changes}");

    /// <inheritdoc/>
    public Task Report(SiloReport report)
    {
        changes += reports.TryGetValue(report.Address, out var last) && HoldTheSame(last.Report, report) ? 0 : 1;
        reports[report.Address] = (report, time.GetTimestamp());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<SilosEdition> SilosSince(string edition)
    {
        Forget();
        return new(Edition, edition == Edition ? null : await Silos());
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<SiloReport>> Silos()
    {
        Forget();
        return Task.FromResult<ImmutableArray<SiloReport>>([.. reports.Values.Select(entry => entry.Report with { AgeSeconds = time.GetElapsedTime(entry.At).TotalSeconds }).OrderBy(report => report.Name, StringComparer.Ordinal)]);
    }

    /// <inheritdoc/>
    public Task<bool> AsksForToken() => Task.FromResult(credentials.Token is not null);

    private void Forget()
    {
        foreach (var (address, _) in reports.Where(entry => time.GetElapsedTime(entry.Value.At) > Forgotten).ToArray())
        {
            reports.Remove(address);
            changes++;
        }
    }

    private static bool HoldTheSame(SiloReport before, SiloReport now) => Held(before).SequenceEqual(Held(now));

    /// <summary>What decides where points and batches are placed.</summary>
    private static IEnumerable<(string? Hash, bool IsUsable, bool IsOffered)> Held(SiloReport report) => report.Plugins.Select(plugin => (plugin.Plugin?.Hash, plugin.IsUsable, plugin.IsOffered));
}
