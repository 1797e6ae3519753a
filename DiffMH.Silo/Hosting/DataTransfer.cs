using DiffMH.Engine.Settings;

namespace DiffMH.Silo.Hosting;

/// <summary>Sends data files to the silos' store and fetches them, in segments.</summary>
public static class DataTransfer
{
    /// <summary>Stores files, each once for all sweeps; one that is damaged in the store is replaced. To be done before a sweep that names them is started.</summary>
    public static async Task Send(IGrainFactory grains, IEnumerable<DataFile> files)
    {
        ArgumentNullException.ThrowIfNull(grains);
        ArgumentNullException.ThrowIfNull(files);
        foreach (var file in files)
        {
            var grain = grains.GetGrain<IDataGrain>(file.Hash);
            if (await grain.IsWhole())
            {
                continue;
            }

            var segments = Math.Max(1, (file.Bytes.Length + IDataGrain.SegmentBytes - 1) / IDataGrain.SegmentBytes);
            for (var segment = 0; segment < segments; segment++)
            {
                var start = segment * IDataGrain.SegmentBytes;
                await grain.Put(segment, segments, file.Bytes.Slice(start, Math.Min(IDataGrain.SegmentBytes, file.Bytes.Length - start)).ToArray());
            }
        }
    }

    /// <summary>The file with a hash.</summary>
    /// <exception cref="DataFileException">It is not in the store, or damaged there.</exception>
    public static async Task<DataFile> Fetch(IGrainFactory grains, string hash)
    {
        ArgumentNullException.ThrowIfNull(grains);
        var grain = grains.GetGrain<IDataGrain>(hash);
        using var bytes = new MemoryStream();
        var segments = await grain.Segments();
        for (var segment = 0; segment < segments; segment++)
        {
            bytes.Write(await grain.Get(segment));
        }

        return Whole(hash, bytes.ToArray(), segments > 0);
    }

    /// <summary>The file with a hash, from what the store has under it.</summary>
    /// <exception cref="DataFileException">It is not in the store, or damaged there.</exception>
    internal static DataFile Whole(string hash, byte[] bytes, bool isStored)
    {
        var file = DataFile.Of(bytes);
        return isStored && file.Hash == hash ? file : throw new DataFileException(isStored
            ? $"The data file {DataFile.Scheme}{hash} is damaged in the store: its {bytes.Length} bytes have the hash {file.Hash}. Submit or run the sweep again from the folder that has the file: it is stored anew."
            : $"The data file {DataFile.Scheme}{hash} is not in the store; submit the sweep again from the folder that has it.");
    }
}
