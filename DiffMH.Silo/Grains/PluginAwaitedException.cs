using System.Collections.Immutable;

namespace DiffMH.Silo.Grains;

/// <summary>A point whose plugins no silo has. It is tried again until one has them.</summary>
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
        var missing = needed.FirstOrDefault(plugin => !there.Any(status => status.IsOffered && status.Plugin!.Hash == plugin.Hash)) ?? needed[0];
        var others = there.Where(status => status.Plugin!.Id == missing.Id).Select(Describe).Distinct(StringComparer.Ordinal).ToArray();
        return new(
            $"No silo has plugin {missing.Id} {missing.Version} with hash {missing.Hash[..8]}{(others.Length > 0 ? $", but {string.Join(", ", others)}" : "")}. "
            + "Put its folder into the plugin folder of a silo; it is picked up without a restart.");
    }

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
