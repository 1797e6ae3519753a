using DiffMH.Engine.Models;
using DiffMH.Silo.Plugins;

namespace DiffMH.Silo.Hosting;

/// <summary>The plugins of a silo, which load while the silo starts.</summary>
/// <param name="loading">The load, shared by the silos of one process.</param>
internal sealed class SiloPlugins(Task<PluginSet> loading)
{
    /// <summary>The models and couplings, as soon as they are there.</summary>
    public async ValueTask<ModelCatalogue> Catalogue() => (await loading).Catalogue;

    /// <summary>What became of each folder, as soon as all are loaded.</summary>
    public Task<PluginSet> Loaded => loading;
}
