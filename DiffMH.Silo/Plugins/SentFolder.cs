namespace DiffMH.Silo.Plugins;

/// <summary>A plugin's folder that was sent: it takes the place of another whole, or not at all.</summary>
internal static class SentFolder
{
    /// <summary>Puts it into a plugins folder. Only one silo at a time may do so.</summary>
    /// <returns>Why it is refused; null where it is there, also where it was before.</returns>
    /// <exception cref="IOException">It cannot be written, or not be put in place; what was there still is.</exception>
    public static string? Put(PluginParcel parcel, string plugins)
    {
        var target = Path.Combine(plugins, parcel.Folder);
        if (Directory.Exists(target) && FolderHash.Of(target) == parcel.Hash)
        {
            return null;
        }

        // A name that no other process has: should a network file system not know locks, nobody clears what another writes.
        var aside = Path.Combine(plugins, $".{parcel.Folder}.sent.{Environment.MachineName}.{Environment.ProcessId}");
        var (staging, old) = ($"{aside}.new", $"{aside}.old");
        try
        {
            Clear(staging);
            Write(parcel, staging);
            if (FolderHash.Of(staging) is var hash && hash != parcel.Hash)
            {
                return $"it refuses the plugin: what was sent has the hash {hash}, and {parcel.Hash} was said";
            }

            Clear(old);
            Replace(target, staging, old);
            return null;
        }
        finally
        {
            Clear(staging);
        }
    }

    /// <summary>Puts a folder in the place of another, which is put back where that fails.</summary>
    internal static void Replace(string target, string staging, string old)
    {
        var isThere = Directory.Exists(target);
        if (isThere)
        {
            Directory.Move(target, old);
        }

        try
        {
            Directory.Move(staging, target);
        }
        catch when (isThere)
        {
            Directory.Move(old, target);
            throw;
        }

        Clear(old);
    }

    private static void Write(PluginParcel parcel, string folder)
    {
        foreach (var file in parcel.Files)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, file.Bytes);
        }
    }

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
