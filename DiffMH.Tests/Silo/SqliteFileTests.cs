using System.Runtime.Versioning;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DiffMH.Tests.Silo;

/// <summary>Old files are brought up to date, and what keeps a file from being used is said with what to do.</summary>
public sealed class SqliteFileTests : IDisposable
{
    /// <summary>The tables of version 1, as they were released.</summary>
    private const string Version1 = """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE state (owner TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, payload BLOB NOT NULL, PRIMARY KEY (owner, name));
        INSERT INTO meta (key, value) VALUES ('schema', 1), ('version', 7);
        INSERT INTO state VALUES ('grain', 'state', 7, x'010203');
        """;

    private readonly TemporaryFolder folder = new();

    private string FilePath => folder.File("state.db");

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        folder.Dispose();
    }

    [Fact]
    public async Task A_store_of_version_1_keeps_its_states_and_gets_a_membership_table()
    {
        Execute(Version1);
        using (var reader = SqliteStore.OpenForReading(FilePath))
        {
            Assert.Equal([1, 2, 3], reader.Read("grain", "state")!.Value.Payload);   // also before it is brought up to date
        }

        Assert.Empty(await new GatewayList(new SqliteMemberList(FilePath)).Alive(TestContext.Current.CancellationToken));
        using (var store = SqliteStore.Open(FilePath))
        {
            Assert.Equal(new(7, [1, 2, 3]), store.Read("grain", "state")!.Value, StoredRowComparer);
            Assert.Equal((true, 8), store.Write("grain", "state", 7, [4]));
        }

        using var membership = new SqliteMembershipTable(FilePath, SilentHealth.New());
        Assert.Empty((await ((IMembershipTable)membership).ReadAllAsync(TestContext.Current.CancellationToken)).Members);
        Assert.Equal(2L, Scalar("SELECT value FROM meta WHERE key = 'schema'"));
    }

    [Fact]
    public void Two_that_bring_a_store_up_to_date_at_once_do_it_once()
    {
        Execute(Version1);
        Parallel.For(0, 8, _ => SqliteStore.Open(FilePath).Dispose());
        Assert.Equal(2L, Scalar("SELECT value FROM meta WHERE key = 'schema'"));
        Assert.Equal(4L, Scalar("SELECT count(*) FROM meta"));
    }

    [Fact]
    public void A_database_of_something_else_is_refused_and_left_alone()
    {
        Execute("CREATE TABLE birds (name TEXT)");
        var error = Assert.Throws<InvalidDataException>(() => SqliteStore.Open(FilePath));
        Assert.Contains("is a SQLite file, but not of DiffMH", error.Message, StringComparison.Ordinal);
        Assert.Equal(1L, Scalar("SELECT count(*) FROM sqlite_schema"));
    }

    [Fact]
    public void A_full_disk_is_named_and_loses_nothing_that_was_committed()
    {
        using var file = SqliteFile.Open(FilePath);
        using var store = new SqliteStore(file);
        store.Write("grain", "small", null, [1]);
        file.Use(connection => connection.Execute("PRAGMA max_page_count = 10"));

        var error = Assert.Throws<IOException>(() => store.Write("grain", "large", null, new byte[100_000]));
        Assert.Contains($"No space is left to write '{FilePath}'", error.Message, StringComparison.Ordinal);
        Assert.Equal([1], store.Read("grain", "small")!.Value.Payload);
        Assert.Null(store.Read("grain", "large"));
        file.Use(connection => connection.Execute("PRAGMA max_page_count = 1000"));
        Assert.True(store.Write("grain", "large", null, new byte[100_000]).IsWritten);
    }

    [Fact]
    public void A_lock_that_is_held_for_longer_than_the_patience_is_named()
    {
        using var store = new SqliteStore(SqliteFile.Open(FilePath, TimeSpan.FromSeconds(1)));
        using var other = Connect();
        using var held = other.BeginTransaction(deferred: false);
        Assert.Null(store.Read("grain", "state"));   // readers do not wait for writers
        var error = Assert.Throws<IOException>(() => store.Write("grain", "state", null, [1]));
        Assert.Contains("is busy: another process has kept it locked for more than 1 s", error.Message, StringComparison.Ordinal);
        held.Rollback();
        Assert.True(store.Write("grain", "state", null, [1]).IsWritten);
    }

    [Fact]
    public void A_lock_that_is_released_within_the_patience_is_waited_for()
    {
        using var store = new SqliteStore(SqliteFile.Open(FilePath));
        using var other = Connect();
        using var held = other.BeginTransaction(deferred: false);
        using var release = new Timer(_ => held.Rollback(), null, TimeSpan.FromMilliseconds(300), Timeout.InfiniteTimeSpan);
        Assert.True(store.Write("grain", "state", null, [1]).IsWritten);
    }

    [Fact]
    public void Writing_to_what_may_only_be_read_is_named()
    {
        using var file = SqliteFile.Open(FilePath);
        using var store = new SqliteStore(file);
        file.Use(connection => connection.Execute("PRAGMA query_only = ON"));
        var error = Assert.Throws<IOException>(() => store.Write("grain", "state", null, [1]));
        Assert.Contains($"'{FilePath}' cannot be written. Give write permission to the file and its folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_store_without_permission_to_write_is_refused_to_a_silo_and_open_to_a_reader()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "modes of files are those of Unix, and do not bind the superuser");
        using (var store = SqliteStore.Open(FilePath))
        {
            store.Write("grain", "state", null, [1]);
        }

        File.SetUnixFileMode(FilePath, UnixFileMode.UserRead);
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var error = Assert.Throws<IOException>(() => SqliteStore.Open(FilePath));
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        using var reader = SqliteStore.OpenForReading(FilePath);
        Assert.Equal([1], reader.Read("grain", "state")!.Value.Payload);
    }

    [Fact]
    public void A_damaged_page_is_named()
    {
        using (var store = SqliteStore.Open(FilePath))
        {
            store.Write("grain", "state", null, new byte[20_000]);
        }

        using (var bytes = new FileStream(FilePath, FileMode.Open))
        {
            bytes.Position = 4096;
            bytes.Write(Enumerable.Repeat((byte)0xFF, (int)bytes.Length - 4096).ToArray());
        }

        var error = Assert.Throws<InvalidDataException>(() =>
        {
            using var store = SqliteStore.Open(FilePath);
            store.Read("grain", "state");
        });
        Assert.Contains($"'{FilePath}' is damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_sees_what_is_still_in_the_log_and_leaves_the_file_alone()
    {
        using var store = SqliteStore.Open(FilePath);
        store.Write("grain", "state", null, [1]);
        var before = File.ReadAllBytes(FilePath);
        using (var reader = SqliteStore.OpenForReading(FilePath))
        {
            Assert.Equal([1], reader.Read("grain", "state")!.Value.Payload);
            Assert.Throws<IOException>(() => reader.Write("grain", "state", 1, [2]));
        }

        Assert.Equal(before, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void The_log_does_not_grow_with_what_is_written()
    {
        using var store = SqliteStore.Open(FilePath);
        long? version = null;
        var largest = 0L;
        for (var i = 0; i < 400; i++)
        {
            (_, version) = store.Write("grain", "state", version, new byte[200_000]);
            largest = Math.Max(largest, new FileInfo(FilePath + "-wal").Length);
        }

        Assert.InRange(largest, 1, SqliteFile.LogBytes);   // of 80 MB written
    }

    private static bool StoredRowComparer(StoredRow a, StoredRow b) => a.Version == b.Version && a.Payload.SequenceEqual(b.Payload);

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        return connection;
    }

    private void Execute(string text)
    {
        using var connection = Connect();
        connection.Execute(text);
    }

    private object? Scalar(string text)
    {
        using var connection = Connect();
        return connection.Scalar(text);
    }
}
