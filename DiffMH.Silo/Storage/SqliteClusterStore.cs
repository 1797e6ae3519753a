using System.Collections.Immutable;
using DiffMH.Silo.Hosting;

namespace DiffMH.Silo.Storage;

/// <summary>A SQLite file as the store of a cluster whose silos are on one machine.</summary>
internal sealed class SqliteClusterStore : IClusterStore
{
    private readonly string path;

    private SqliteClusterStore(string path, long cluster) => (this.path, Cluster) = (path, cluster);

    /// <inheritdoc/>
    public long Cluster { get; }

    /// <inheritdoc/>
    public ImmutableArray<string> Warnings => [];

    /// <summary>Opens the file, made where there is none, and writes to it.</summary>
    /// <exception cref="DirectoryNotFoundException">Its folder does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, not ours, or of a newer DiffMH.</exception>
    /// <exception cref="IOException">The file cannot be opened or written.</exception>
    public static SqliteClusterStore Open(string path)
    {
        path = Path.GetFullPath(path);
        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new DirectoryNotFoundException($"The folder of the store '{path}' does not exist. Make it, or choose another store.");
        }

        using var file = SqliteFile.Open(path);
        file.Change(transaction =>
        {
            transaction.Connection!.Execute("UPDATE meta SET value = value + 1 WHERE key = 'version'");   // any number that was not used
            transaction.Commit();
            return true;
        });
        return new(path, SqliteSchema.Cluster(file));
    }

    /// <inheritdoc/>
    public IMembershipTable OpenMembership(StoreHealth health) => new SqliteMembershipTable(path, health);

    /// <inheritdoc/>
    public IDisposable? TryTakeTurn()
    {
        try
        {
            return DataFolderLock.Take(path + ".members");
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing stays open but what the silo opens for itself.
    }
}
