namespace DiffMH.Silo.Hosting;

/// <summary>Keeps other processes from a state file while one uses it. The lock goes with the process, however that ends.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream file;

    private DataFolderLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock of a state file, an open handle on a file beside it; makes the folder where there is none.</summary>
    /// <exception cref="IOException">Another process has it.</exception>
    public static DataFolderLock Take(string statePath)
    {
        var path = Path.GetFullPath(statePath) + ".lock";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            // The file stays: deleting it would let two processes lock two files of the same name.
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new IOException($"'{statePath}' is in use by another process. Wait for it to end or stop it, or choose another folder.", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
