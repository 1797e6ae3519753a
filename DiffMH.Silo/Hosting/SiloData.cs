using System.Collections.Concurrent;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;

namespace DiffMH.Silo.Hosting;

/// <summary>The data files at hand on a silo: fetched when a point needs them, kept as long as one does.</summary>
/// <param name="grains">Finds the files.</param>
internal sealed class SiloData(IGrainFactory grains)
{
    private readonly ConcurrentDictionary<string, WeakReference<DataFile>> known = new(StringComparer.Ordinal);

    // As many points and kernels as there are threads ask at once for a file of megabytes: one fetches it.
    private readonly ConcurrentDictionary<string, Lazy<Task<DataFile>>> fetching = new(StringComparer.Ordinal);

    /// <summary>A catalogue with the files that a point needs.</summary>
    /// <exception cref="DataFileException">One cannot be had.</exception>
    public async Task<ModelCatalogue> For(PointSpec point, ModelCatalogue catalogue)
    {
        var files = new List<DataFile>();
        foreach (var reference in catalogue.DataOf(point))
        {
            files.Add(await Find(reference[DataFile.Scheme.Length..]));
        }

        return catalogue.With(new KnownData(files));
    }

    private async Task<DataFile> Find(string hash)
    {
        var fetch = fetching.GetOrAdd(hash, key => new(() => Task.Run(() => FindAlone(key))));   // not in the turn of the grain that came first, which may end
        try
        {
            return await fetch.Value;
        }
        finally
        {
            fetching.TryRemove(new(hash, fetch));
        }
    }

    private async Task<DataFile> FindAlone(string hash)
    {
        if (known.TryGetValue(hash, out var kept) && kept.TryGetTarget(out var file))
        {
            return file;
        }

        var fetched = await DataTransfer.Fetch(grains, hash);
        known[hash] = new(fetched);
        return fetched;
    }
}
