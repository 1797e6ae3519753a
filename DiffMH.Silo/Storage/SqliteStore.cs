using Microsoft.Data.Sqlite;

namespace DiffMH.Silo.Storage;

/// <summary>Versioned rows in one SQLite file. Any number of instances, in any number of processes, may share the file.</summary>
/// <remarks>
/// Every write changes the row and the file's version counter in one <c>BEGIN IMMEDIATE</c> transaction, and a row's version is the
/// counter's value: unique over the file's life, so that a deleted and recreated row is never taken for the old one. Write-ahead log
/// with <c>synchronous = NORMAL</c>: the file survives any kill; a power failure may take the last commits, which are then computed again.
/// </remarks>
public sealed class SqliteStore : IDisposable
{
    /// <summary>The version of the tables, stored in the file.</summary>
    public const int Schema = 1;

    private const int BusySeconds = 10;

    private readonly Lock gate = new();
    private readonly string path;
    private readonly SqliteConnection connection;

    private SqliteStore(string path)
    {
        this.path = path;
        connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,   // so that disposing closes the file
            DefaultTimeout = BusySeconds,
        }.ToString());
    }

    /// <summary>Opens the file, and makes it where there is none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, not ours, or of a newer DiffMH.</exception>
    /// <exception cref="IOException">The file cannot be opened or written.</exception>
    public static SqliteStore Open(string path)
    {
        var store = new SqliteStore(path);
        try
        {
            store.Guarded(store.Prepare);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>A row, or null where there is none.</summary>
    public StoredRow? Read(string owner, string name) => Guarded<StoredRow?>(() =>
    {
        using var command = Command("SELECT version, payload FROM state WHERE owner = $owner AND name = $name", owner, name);
        using var reader = command.ExecuteReader();
        return reader.Read() ? new StoredRow(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : null;
    });

    /// <summary>Writes a row if nobody else has written it since it was read.</summary>
    /// <param name="owner">First half of the row's key.</param>
    /// <param name="name">Second half of the row's key.</param>
    /// <param name="expected">The version that was read; null where there was no row.</param>
    /// <param name="payload">What to store.</param>
    /// <returns>Whether it was written, and the version that is stored now; null where there is no row.</returns>
    public (bool IsWritten, long? Version) Write(string owner, string name, long? expected, byte[] payload) => Change(owner, name, expected, next =>
    {
        using var write = Command(
            "INSERT INTO state (owner, name, version, payload) VALUES ($owner, $name, $version, $payload) ON CONFLICT (owner, name) DO UPDATE SET version = $version, payload = $payload",
            owner,
            name);
        write.Parameters.AddWithValue("$version", next);
        write.Parameters.AddWithValue("$payload", payload);
        write.ExecuteNonQuery();
        return next;
    });

    /// <summary>Deletes a row if nobody else has written it since it was read.</summary>
    /// <returns>As for <see cref="Write"/>.</returns>
    public (bool IsWritten, long? Version) Delete(string owner, string name, long? expected) => Change(owner, name, expected, _ =>
    {
        using var delete = Command("DELETE FROM state WHERE owner = $owner AND name = $name", owner, name);
        delete.ExecuteNonQuery();
        return null;
    });

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private (bool IsWritten, long? Version) Change(string owner, string name, long? expected, Func<long, long?> change) => Guarded(() =>
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        using var find = Command("SELECT version FROM state WHERE owner = $owner AND name = $name", owner, name);
        var found = (long?)find.ExecuteScalar();
        if (found != expected)
        {
            return (false, found);
        }

        using var count = Command("UPDATE meta SET value = value + 1 WHERE key = 'version' RETURNING value");
        var version = change((long)count.ExecuteScalar()!);
        transaction.Commit();
        return (true, version);
    });

    private bool Prepare()
    {
        connection.Open();
        using var pragmas = Command($"PRAGMA busy_timeout = {BusySeconds * 1000}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
        pragmas.ExecuteNonQuery();
        using var transaction = connection.BeginTransaction(deferred: false);
        using var create = Command($"""
            CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS state (owner TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, payload BLOB NOT NULL, PRIMARY KEY (owner, name));
            INSERT INTO meta (key, value) VALUES ('schema', {Schema}), ('version', 0) ON CONFLICT DO NOTHING;
            """);
        create.ExecuteNonQuery();
        using var schema = Command("SELECT value FROM meta WHERE key = 'schema'");
        if (schema.ExecuteScalar() is not (long)Schema and var found)
        {
            throw new InvalidDataException($"'{path}' has tables of version {found}; this DiffMH reads version {Schema}. Use the DiffMH that wrote it, or another file.");
        }

        transaction.Commit();
        return true;
    }

    private SqliteCommand Command(string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }

    private SqliteCommand Command(string text, string owner, string name)
    {
        var command = Command(text);
        command.Parameters.AddWithValue("$owner", owner);
        command.Parameters.AddWithValue("$name", name);
        return command;
    }

    private T Guarded<T>(Func<T> action)
    {
        lock (gate)
        {
            try
            {
                return action();
            }
            catch (SqliteException exception)
            {
                throw Explain(exception);
            }
        }
    }

    private Exception Explain(SqliteException exception) => exception.SqliteErrorCode switch
    {
        5 or 6 => new IOException($"'{path}' is busy: another process has kept it locked for more than {BusySeconds} s. Find and stop that process.", exception),
        11 or 26 => new InvalidDataException($"'{path}' is damaged or is not a state file of DiffMH ({exception.Message}). Move it away and start again.", exception),
        13 => new IOException($"No space is left to write '{path}'. Free some and start again: what was committed is kept.", exception),
        8 => new IOException($"'{path}' cannot be written. Give write permission to the file and its folder, or choose another.", exception),
        14 => new IOException($"'{path}' cannot be opened. Its folder must exist and be writable.", exception),
        _ => new IOException($"'{path}' cannot be read or written: {exception.Message}", exception),
    };
}
