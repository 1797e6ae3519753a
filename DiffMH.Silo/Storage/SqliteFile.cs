using Microsoft.Data.Sqlite;

namespace DiffMH.Silo.Storage;

/// <summary>One connection to the SQLite file of a store. Any number of them, in any number of processes, may share the file.</summary>
/// <remarks>
/// Write-ahead log with <c>synchronous = NORMAL</c>: the file survives any kill; a power failure may take the last commits, which are
/// then computed again. The log is folded into the file every 1,000 pages, and cut back to <see cref="LogBytes"/> when it has grown.
/// </remarks>
internal sealed class SqliteFile : IDisposable
{
    /// <summary>How long the write-ahead log stays between commits, in bytes.</summary>
    public const int LogBytes = 16 << 20;

    /// <summary>Twice this, for this silo's other writers and for other processes, is less than clients wait for an answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim turns = new(1);
    private readonly string path;
    private readonly TimeSpan patience;
    private readonly SqliteConnection connection;

    private SqliteFile(string path, string source, SqliteOpenMode mode, TimeSpan patience)
    {
        (this.path, this.patience) = (path, patience);
        connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,   // so that disposing closes the file
            DefaultTimeout = Math.Max(1, (int)patience.TotalSeconds),   // 0 would be for ever
        }.ToString());
    }

    /// <summary>Opens the file for reading and writing. Makes it where there is none, and brings tables of an older DiffMH up to date.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="patience">How long to wait for another process that writes, at least 1 s; null for 4 s.</param>
    /// <exception cref="InvalidDataException">The file is damaged, not ours, or of a newer DiffMH.</exception>
    /// <exception cref="IOException">The file cannot be opened or written.</exception>
    public static SqliteFile Open(string path, TimeSpan? patience = null) =>
        new SqliteFile(path, path, SqliteOpenMode.ReadWriteCreate, patience ?? Patience).Opened(isWritable: true);

    /// <summary>Opens the file for reading alone, also where neither it nor its folder can be written, and also while silos write it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, not ours, or of a newer DiffMH.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SqliteFile OpenForReading(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no store '{path}'.", path);
        }

        try
        {
            return new SqliteFile(path, path, SqliteOpenMode.ReadOnly, Patience).Opened(isWritable: false);
        }
        catch (IOException exception) when (exception.InnerException is SqliteException { SqliteErrorCode: 8 or 14 } && !HasLog(path))
        {
            // Even a reader makes the two files of a log. Where it may not and there is no log, nobody writes: the file alone is the store.
            return new SqliteFile(path, $"{new Uri(Path.GetFullPath(path)).AbsoluteUri}?immutable=1", SqliteOpenMode.ReadOnly, Patience).Opened(isWritable: false);
        }
    }

    /// <summary>Uses the connection, one thread at a time.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read or written; the message says why and what to do.</exception>
    public T Use<T>(Func<SqliteConnection, T> action)
    {
        if (!gate.TryEnter(patience))
        {
            throw Busy();
        }

        try
        {
            return action(connection);
        }
        catch (SqliteException exception)
        {
            throw Explain(exception);
        }
        finally
        {
            gate.Exit();
        }
    }

    /// <summary>
    /// Has work with this connection wait for its turn without a thread, and then run on the thread pool. A silo has as few threads for
    /// its calls as processors: where fifty points that commit kept a thread each, no call was answered for a second or more.
    /// </summary>
    /// <exception cref="IOException">Its turn has not come in time.</exception>
    public async Task<T> InTurn<T>(Func<T> work)
    {
        // Not in the scheduler of whoever asks: while a grain is at something else, the turn would be nobody's and all would wait.
        if (!await turns.WaitAsync(patience).ConfigureAwait(false))
        {
            throw Busy();
        }

        try
        {
            return await Task.Run(work).ConfigureAwait(false);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>As <see cref="Use"/>, in a transaction that holds the file's one write lock from its start, and ends with a commit only where the action asks for it.</summary>
    public T Change<T>(Func<SqliteTransaction, T> action) => Use(used =>
    {
        using var transaction = used.BeginTransaction(deferred: false);
        return action(transaction);
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        connection.Dispose();
        turns.Dispose();
    }

    private static bool HasLog(string path) => new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };

    private SqliteFile Opened(bool isWritable)
    {
        try
        {
            return Use(used =>
            {
                used.Open();
                used.Execute($"PRAGMA busy_timeout = {(int)patience.TotalMilliseconds}");
                if (isWritable)
                {
                    used.Execute($"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = {LogBytes}");
                    SqliteSchema.Prepare(used, path);
                }
                else
                {
                    SqliteSchema.Require(used, path);
                }

                return this;
            });
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private IOException Busy() => new($"'{path}' is busy: writing it has taken more than {patience.TotalSeconds:0.#} s. Look at its disk, and for a process that keeps it locked.");

    private Exception Explain(SqliteException exception) => exception.SqliteErrorCode switch
    {
        5 or 6 => new IOException($"'{path}' is busy: another process has kept it locked for more than {patience.TotalSeconds:0.#} s. Find and stop that process.", exception),
        11 or 26 => new InvalidDataException($"'{path}' is damaged or is not a state file of DiffMH ({exception.Message}). Move it away and start again.", exception),
        13 => new IOException($"No space is left to write '{path}'. Free some: what was committed is kept, and work goes on from there.", exception),
        8 => new IOException($"'{path}' cannot be written. Give write permission to the file and its folder, or choose another.", exception),
        14 => new IOException($"'{path}' cannot be opened. Its folder must exist and be writable.", exception),
        _ => new IOException($"'{path}' cannot be read or written: {exception.Message}", exception),
    };
}
