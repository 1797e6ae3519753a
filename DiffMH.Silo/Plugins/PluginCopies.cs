namespace DiffMH.Silo.Plugins;

/// <summary>Copies of plugin folders, each in a folder named by its hash: loaded files stay open, and the drop folder must stay free to change.</summary>
/// <param name="root">Where the copies are kept; made where it is missing. They stay, and serve the next process.</param>
public sealed class PluginCopies(string root)
{
    /// <summary>Copies kept in the user's temporary folder.</summary>
    public static PluginCopies Temporary { get; } = new(Path.Combine(Path.GetTempPath(), $"diffmh-plugins-{Environment.UserName}"));

    /// <summary>The copy of a folder.</summary>
    /// <param name="folder">The folder, with the hash that <see cref="FolderHash"/> found.</param>
    /// <param name="hash">The hash.</param>
    /// <returns>A folder whose content has that hash; it was checked, not assumed.</returns>
    /// <exception cref="IOException">The folder has changed since it was hashed, or the copy cannot be made.</exception>
    public string Of(string folder, string hash)
    {
        var copy = Path.Combine(root, hash);
        if (Directory.Exists(copy) && FolderHash.Of(copy) == hash)
        {
            return copy;
        }

        Prepare();
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
            // Whoever can write here can run code.
            Directory.CreateDirectory(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var mode = File.GetUnixFileMode(root);   // it may have been there before, made by somebody else
            if ((mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != UnixFileMode.None)
            {
                throw new IOException($"'{root}' can be written by others (mode {Convert.ToString((int)mode, 8)}), who could run code through it. Remove it, or give it mode 700.");
            }
        }
    }
}
