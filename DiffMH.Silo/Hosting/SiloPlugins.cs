using DiffMH.Silo.Plugins;

namespace DiffMH.Silo.Hosting;

/// <summary>The plugins of a silo, which load while the silo starts.</summary>
/// <param name="loading">The load.</param>
internal sealed class SiloPlugins(Task<PluginShelf> loading)
{
    /// <summary>All that are there, as soon as they are.</summary>
    public Task<PluginShelf> Shelf => loading;

    /// <summary>The use of a point's plugins; null where not all are here.</summary>
    public async ValueTask<PluginLease?> Lease(PointSpec point) => (await loading).Lease(point);

    /// <summary>The same for a point that begins: null also where its plugins are here for what runs only.</summary>
    public async ValueTask<PluginLease?> LeaseToBegin(PointSpec point)
    {
        var shelf = await loading;
        return shelf.Offers(point) ? shelf.Lease(point) : null;
    }
}
