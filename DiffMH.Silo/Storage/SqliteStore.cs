using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace DiffMH.Silo.Storage;

/// <summary>Versioned rows in one SQLite file. Any number of instances, in any number of processes, may share the file.</summary>
/// <remarks>
/// Every write changes the row and the file's version counter in one <c>BEGIN IMMEDIATE</c> transaction, alone or with others, and a row's
/// version is the counter's value: unique over the file's life, so that a deleted and recreated row is never taken for the old one.
/// </remarks>
public sealed class SqliteStore : IStoredStates
{
    private readonly SqliteFile file;

    internal SqliteStore(SqliteFile file) => this.file = file;

    /// <summary>Opens the file, and makes it where there is none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, not ours, or of a newer DiffMH.</exception>
    /// <exception cref="IOException">The file cannot be opened or written.</exception>
    public static SqliteStore Open(string path) => new(SqliteFile.Open(path));

    /// <summary>Opens the file for reading alone; see <see cref="SqliteFile.OpenForReading"/>.</summary>
    internal static SqliteStore OpenForReading(string path) => new(SqliteFile.OpenForReading(path));

    /// <summary>A store in memory, to try how much something takes.</summary>
    internal static SqliteStore InMemory() => new(SqliteFile.Open(":memory:"));

    /// <summary>Bytes of all pages that are in use, those in the write-ahead log among them.</summary>
    public long Bytes => file.Use(connection => (long)connection.Scalar(
        "SELECT (page_count - freelist_count) * page_size FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()")!);

    /// <summary>Has calls of this store wait for each other without a thread; see <see cref="SqliteFile.InTurn"/>.</summary>
    /// <exception cref="IOException">The turn has not come in time.</exception>
    internal Task<T> InTurn<T>(Func<T> calls) => file.InTurn(calls);

    /// <summary>A row, or null where there is none.</summary>
    public StoredRow? Read(string owner, string name) => file.Use(connection =>
        connection.Rows<StoredRow?>(
            reader => new StoredRow(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)),
            "SELECT version, payload FROM state WHERE owner = $owner AND name = $name",
            ("$owner", owner),
            ("$name", name)).FirstOrDefault());

    /// <inheritdoc/>
    byte[]? IStoredStates.Payload(string owner, string name) => Read(owner, name)?.Payload;

    /// <summary>Writes a row if nobody else has written it since it was read.</summary>
    /// <param name="owner">First half of the row's key.</param>
    /// <param name="name">Second half of the row's key.</param>
    /// <param name="expected">The version that was read; null where there was no row.</param>
    /// <param name="payload">What to store.</param>
    /// <returns>Whether it was written, and the version that is stored now; null where there is no row.</returns>
    public (bool IsWritten, long? Version) Write(string owner, string name, long? expected, byte[] payload) => Change(() => [new(owner, name, expected, payload)])[0];

    /// <summary>Deletes a row if nobody else has written it since it was read.</summary>
    /// <returns>As for <see cref="Write"/>.</returns>
    public (bool IsWritten, long? Version) Delete(string owner, string name, long? expected) => Change(() => [new(owner, name, expected, Payload: null)])[0];

    /// <summary>Carries out changes in one transaction: all that can be, or none where this throws.</summary>
    /// <param name="changes">Gives them when this process has the file's write lock.</param>
    /// <returns>As for <see cref="Write"/>, for each.</returns>
    internal ImmutableArray<(bool IsWritten, long? Version)> Change(Func<IReadOnlyList<RowChange>> changes) => file.Change(transaction =>
    {
        ImmutableArray<(bool, long?)> outcomes = [.. changes().Select(change => Change(transaction.Connection!, change))];
        transaction.Commit();
        return outcomes;
    });

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static (bool IsWritten, long? Version) Change(SqliteConnection connection, RowChange change)
    {
        var (owner, name) = (("$owner", (object)change.Owner), ("$name", (object)change.Name));
        var found = (long?)connection.Scalar("SELECT version FROM state WHERE owner = $owner AND name = $name", owner, name);
        if (found != change.Expected)
        {
            return (false, found);
        }

        var next = (long)connection.Scalar("UPDATE meta SET value = value + 1 WHERE key = 'version' RETURNING value")!;
        if (change.Payload is not { } payload)
        {
            connection.Execute("DELETE FROM state WHERE owner = $owner AND name = $name", owner, name);
            return (true, null);
        }

        connection.Execute(
            "INSERT INTO state (owner, name, version, payload) VALUES ($owner, $name, $version, $payload) ON CONFLICT (owner, name) DO UPDATE SET version = $version, payload = $payload",
            owner,
            name,
            ("$version", next),
            ("$payload", payload));
        return (true, next);
    }
}
