using DiffMH.Engine.Models;

namespace DiffMH.Silo.Plugins;

/// <summary>The right to use the plugins of a point: none of them is unloaded before it is disposed. What is made of them must not be used after.</summary>
/// <param name="catalogue">Holds the point's plugins.</param>
/// <param name="end">Called once.</param>
internal sealed class PluginLease(ModelCatalogue catalogue, Action end) : IDisposable
{
    private Action? end = end;

    /// <summary>The plugins.</summary>
    public ModelCatalogue Catalogue { get; private set; } = catalogue;

    /// <summary>Gives the plugins back. Calling again changes nothing.</summary>
    public void Dispose()
    {
        Catalogue = ModelCatalogue.Empty;   // whoever keeps the lease must not keep the plugins
        Interlocked.Exchange(ref end, null)?.Invoke();
    }
}
