namespace DiffMH.Silo.Plugins;

/// <summary>Notices what happens to the folders of a drop folder, by looking at it again and again: network file systems tell nobody of changes.</summary>
/// <param name="path">The drop folder.</param>
/// <param name="time">For how long files have been as they are.</param>
internal sealed class DropFolder(string path, TimeProvider time)
{
    private readonly SortedDictionary<string, Watched> folders = new(StringComparer.Ordinal);

    /// <summary>The folders of plugins, by ordinal order: those whose name begins with a dot are left alone, so that one can copy under such a name and rename.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such drop folder.</exception>
    public static IEnumerable<string> PluginFolders(string dropFolder) => Directory.GetDirectories(dropFolder)
        .Where(folder => !Path.GetFileName(folder).StartsWith('.'))
        .Order(StringComparer.Ordinal);

    /// <summary>Where a folder is.</summary>
    public string PathOf(string folder) => Path.Combine(path, folder);

    /// <summary>What has happened since the last look, each folder at most once, by ordinal order of their names.</summary>
    /// <param name="quiet">How long the files of a changed folder must have been the same to count as complete; zero takes it at once.</param>
    /// <exception cref="IOException">The drop folder cannot be read: nothing is known of its folders.</exception>
    public IReadOnlyList<FolderChange> Look(TimeSpan quiet)
    {
        var found = PluginFolders(path).Select(Path.GetFileName).OfType<string>().ToArray();
        var changes = new List<FolderChange>();
        foreach (var gone in folders.Keys.Except(found, StringComparer.Ordinal).ToArray())
        {
            folders.Remove(gone);
            changes.Add(new(gone, FolderChangeKind.Gone));
        }

        foreach (var folder in found)
        {
            if (Look(folder, quiet) is { } kind)
            {
                changes.Add(new(folder, kind));
            }
        }

        return changes;
    }

    /// <summary>Has a folder count as changing that was told to be quiet and was not: it is told again.</summary>
    public void Distrust(string folder) => folders[folder] = folders[folder] with { Since = time.GetTimestamp(), IsTold = false };

    private FolderChangeKind? Look(string folder, TimeSpan quiet)
    {
        var stamp = Stamp(folder);
        var isKnown = folders.TryGetValue(folder, out var watched);
        var isChanged = !isKnown || stamp is null || watched.Stamp != stamp;
        if (isChanged)
        {
            watched = new(stamp, time.GetTimestamp(), IsTold: false);
        }

        var isQuiet = stamp is not null && !watched.IsTold && time.GetElapsedTime(watched.Since) >= quiet;
        folders[folder] = isQuiet ? watched with { IsTold = true } : watched;
        return isQuiet ? FolderChangeKind.Quiet : isChanged ? FolderChangeKind.Changing : null;
    }

    /// <summary>Null where the folder changes while it is looked at.</summary>
    private string? Stamp(string folder)
    {
        try
        {
            return FolderStamp.Of(PathOf(folder));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <param name="Stamp">Its files at the last look; null where they could not be read.</param>
    /// <param name="Since">When they were first seen so.</param>
    /// <param name="IsTold">Whether it was told to be quiet.</param>
    private readonly record struct Watched(string? Stamp, long Since, bool IsTold);
}
