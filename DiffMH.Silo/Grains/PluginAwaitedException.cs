using System.Collections.Immutable;

namespace DiffMH.Silo.Grains;

/// <summary>A point whose plugins no silo has, or none has all of. It is tried again until one has them.</summary>
/// <param name="message">Which are missing, what there is instead, and what to do.</param>
internal sealed class PluginAwaitedException(string message) : Exception(message)
{
    /// <summary>The exception of a point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="silos">What the silos have.</param>
    public static PluginAwaitedException Of(PointSpec point, ImmutableArray<SiloReport> silos)
    {
        PluginReference[] needed = point.CouplingPlugin is { } coupling ? [point.Plugin, coupling] : [point.Plugin];
        var there = silos.SelectMany(silo => silo.Plugins).Where(status => status.Plugin is not null).ToArray();
        if (needed.FirstOrDefault(plugin => !IsOffered(plugin, there)) is not { } missing)
        {
            return Scattered(needed, silos);
        }

        var held = silos.Where(silo => silo.Plugins.Any(status => status.Plugin?.Hash == missing.Hash && status.Quarantine is not null)).ToArray();
        if (held.Length > 0)
        {
            return Held(missing, held);
        }

        var others = there.Where(status => status.Plugin!.Id == missing.Id).Select(Describe).Distinct(StringComparer.Ordinal).ToArray();
        return new(
            $"No silo has plugin {Name(missing)}{(others.Length > 0 ? $", but {string.Join(", ", others)}" : "")}. "
            + "Put its folder into the plugins folder of a silo; it is picked up without a restart.");
    }

    /// <summary>The exception of a point whose plugin is in quarantine wherever it is.</summary>
    private static PluginAwaitedException Held(PluginReference plugin, SiloReport[] silos)
    {
        var reason = silos.SelectMany(silo => silo.Plugins).First(status => status.Plugin?.Hash == plugin.Hash && status.Quarantine is not null).Quarantine;
        return new(
            $"Plugin {Name(plugin)} is in quarantine on {string.Join(" and ", silos.Select(silo => silo.Name))}: {reason}. "
            + "Start a silo again to go on with it, with a longer --batch-limit where it only takes long; or mend the plugin, and submit the sweep with the new version.");
    }

    /// <summary>The exception of a point all of whose plugins are offered: not by one silo, or by one that comes or goes just now.</summary>
    private static PluginAwaitedException Scattered(PluginReference[] needed, ImmutableArray<SiloReport> silos) => new(
        silos.Any(silo => needed.All(plugin => IsOffered(plugin, silo.Plugins)))
            ? $"The silo that has plugin {string.Join(" and ", needed.Select(Name))} has just come, or has left. This passes, or another has to be started with it."
            : $"No silo has both plugin {string.Join(" and ", needed.Select(Name))}. Put both folders into the plugins folder of one silo; they are picked up without a restart.");

    private static bool IsOffered(PluginReference plugin, IEnumerable<PluginStatus> there) => there.Any(status => status.IsOffered && status.Plugin?.Hash == plugin.Hash);

    private static string Name(PluginReference plugin) => $"{plugin.Id} {plugin.Version} with hash {plugin.Hash[..8]}";

    private static string Describe(PluginStatus status)
    {
        var plugin = $"{status.Plugin!.Version} with hash {status.Plugin.Hash[..8]}";
        return status switch
        {
            { IsOffered: true } => plugin,
            { IsLoaded: true } => $"{plugin}, which was removed",
            _ => $"{plugin}, which cannot be used ({status.Reason})",
        };
    }
}
