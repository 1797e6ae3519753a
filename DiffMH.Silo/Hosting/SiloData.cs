using System.Collections.Concurrent;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;

namespace DiffMH.Silo.Hosting;

/// <summary>The data files at hand on a silo: fetched when a point needs them, kept as long as one does.</summary>
/// <param name="grains">Finds the files.</param>
internal sealed class SiloData(IGrainFactory grains)
{
    private readonly ConcurrentDictionary<string, WeakReference<DataFile>> known = new(StringComparer.Ordinal);

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
        if (known.TryGetValue(hash, out var kept) && kept.TryGetTarget(out var file))
        {
            return file;
        }

        var fetched = await DataTransfer.Fetch(grains, hash);
        known[hash] = new(fetched);
        return fetched;
    }
}
