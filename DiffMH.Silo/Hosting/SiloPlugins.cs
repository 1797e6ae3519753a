using DiffMH.Silo.Plugins;

namespace DiffMH.Silo.Hosting;

/// <summary>The plugins of a silo, which load while the silo starts.</summary>
/// <param name="loading">The load.</param>
/// <param name="isAlone">Whether nobody else has any, and none can be replaced; see <see cref="DiffMHOptions.IsAlone"/>.</param>
internal sealed class SiloPlugins(Task<PluginShelf> loading, bool isAlone)
{
    /// <summary>All that are there, as soon as they are.</summary>
    public Task<PluginShelf> Shelf => loading;

    /// <summary>The use of a point's plugins; null where not all are here, or one is in quarantine.</summary>
    public async ValueTask<PluginLease?> Lease(PointSpec point) => (await loading).Lease(point);

    /// <summary>Why no lanes of a point are run here though its plugins are here; null where they are run.</summary>
    public string? Quarantine(PointSpec point) => loading.IsCompletedSuccessfully ? loading.Result.Quarantine(point) : null;

    /// <summary>Why no lanes of a point will ever be run, here or elsewhere; null where they are, or may be.</summary>
    public string? Verdict(PointSpec point) => isAlone && Quarantine(point) is { } reason
        ? $"Plugin {point.Plugin.Id} {point.Plugin.Version} is in quarantine: {reason}, and so did others before. Mend the plugin; where it only takes long, give it more time: --batch-limit SECONDS."
        : null;

    /// <summary>The same for a point that begins: null also where its plugins are here for what runs only.</summary>
    public async ValueTask<PluginLease?> LeaseToBegin(PointSpec point)
    {
        var shelf = await loading;
        return shelf.Offers(point) ? shelf.Lease(point) : null;
    }
}
