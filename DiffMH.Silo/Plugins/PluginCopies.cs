using System.Collections.Immutable;

namespace DiffMH.Silo.Plugins;

/// <summary>Copies of plugin folders, each in a folder named by its hash: loaded files stay open, and the drop folder must stay free to change.</summary>
/// <param name="root">Where the copies are kept; made where it is missing. They serve the next process, too.</param>
public sealed class PluginCopies(string root)
{
    /// <summary>How long a copy stays that nobody has used.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <summary>Copies kept in the user's temporary folder.</summary>
    public static PluginCopies Temporary { get; } = new(Path.Combine(Path.GetTempPath(), $"diffmh-plugins-{Environment.UserName}"));

    /// <summary>The copy of a folder.</summary>
    /// <param name="folder">The folder, with the hash that <see cref="FolderHash"/> found.</param>
    /// <param name="hash">The hash.</param>
    /// <returns>A folder whose content has that hash; it was checked, not assumed.</returns>
    /// <exception cref="IOException">The folder has changed since it was hashed, or the copy cannot be made.</exception>
    public string Of(string folder, string hash)
    {
        if (Find(hash) is { } found)
        {
            return found;
        }

        var copy = Path.Combine(root, hash);
        var draft = $"{copy}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}";   // renamed when complete: another process never sees half of it
        try
        {
            Copy(folder, draft);
            if (FolderHash.Of(draft) != hash)
            {
                throw new IOException($"'{folder}' changed while it was copied. Try again when it is complete.");
            }

            Publish(draft, copy, hash);
            return copy;
        }
        finally
        {
            Remove(draft);
        }
    }

    /// <summary>The copy with a hash, which was checked; null where there is none.</summary>
    /// <exception cref="IOException">Others can write to the copies.</exception>
    public string? Find(string hash)
    {
        Prepare();
        var copy = Path.Combine(root, hash);
        return Directory.Exists(copy) && FolderHash.Of(copy) == hash ? copy : null;
    }

    /// <summary>Removes copies that nobody has used for a day.</summary>
    /// <param name="used">The hashes of those that are used now. Other silos of this folder call this with theirs.</param>
    /// <param name="now">The time.</param>
    public void Tidy(ImmutableHashSet<string> used, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(used);
        foreach (var copy in All())
        {
            try
            {
                Tidy(copy, used.Contains(Path.GetFileName(copy)), now);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another silo removes it as well; or it stays, and is tried again.
            }
        }
    }

    private string[] All()
    {
        try
        {
            return Directory.GetDirectories(root);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];   // there are none, or they cannot be seen now: to keep them costs space only
        }
    }

    private static void Tidy(string copy, bool isUsed, DateTimeOffset now)
    {
        if (isUsed)
        {
            Directory.SetLastWriteTimeUtc(copy, now.UtcDateTime);
        }
        else if (now.UtcDateTime - Directory.GetLastWriteTimeUtc(copy) > KeptFor)
        {
            Remove(copy);
        }
    }

    private static void Copy(string folder, string draft)
    {
        Remove(draft);   // of a process that died
        foreach (var path in FolderHash.RelativePaths(folder))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(draft, path))!);
            File.Copy(Path.Combine(folder, path), Path.Combine(draft, path));
        }
    }

    private static void Publish(string draft, string copy, string hash)
    {
        try
        {
            Remove(copy);   // where there is one, it is damaged: its hash was wrong
            Directory.Move(draft, copy);
        }
        catch (IOException) when (Directory.Exists(copy) && FolderHash.Of(copy) == hash)
        {
            // Another process was faster.
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Prepare()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(root);
        }
        else
        {
            // Whoever can write here, or owns it and can allow himself to, can run code.
            Directory.CreateDirectory(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var mode = File.GetUnixFileMode(root);   // it may have been there before, made by somebody else
            if ((mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != UnixFileMode.None)
            {
                throw new IOException($"'{root}' can be written by others (mode {Convert.ToString((int)mode, 8)}), who could run code through it. Remove it, or give it mode 700.");
            }

            if (FileOwner.Of(root) is var owner && !FileOwner.IsTrusted(owner))
            {
                throw new IOException($"'{root}' belongs to another user (number {owner}), who could run code through it. Remove it, or choose another folder.");
            }
        }
    }
}
