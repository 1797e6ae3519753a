using DiffMH.Silo.Storage;
using DiffMH.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DiffMH.Tests.Silo;

/// <summary>Rows survive, versions decide races, and what is wrong with a file is said clearly.</summary>
public sealed class SqliteStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string FilePath => folder.File("state.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_written_is_there_after_reopening()
    {
        long? version;
        using (var store = SqliteStore.Open(FilePath))
        {
            Assert.Null(store.Read("grain", "state"));
            (_, version) = store.Write("grain", "state", expected: null, [1, 2, 3]);
            store.Write("grain", "other", expected: null, []);
        }

        using var reopened = SqliteStore.Open(FilePath);
        Assert.Equal(version, reopened.Read("grain", "state")?.Version);
        Assert.Equal([1, 2, 3], reopened.Read("grain", "state")!.Value.Payload);
        Assert.Empty(reopened.Read("grain", "other")!.Value.Payload);
    }

    [Fact]
    public void Of_two_writers_that_read_the_same_version_the_second_changes_nothing()
    {
        using var one = SqliteStore.Open(FilePath);
        using var two = SqliteStore.Open(FilePath);
        var (_, read) = one.Write("grain", "state", expected: null, [1]);

        var first = two.Write("grain", "state", read, [2]);
        var second = one.Write("grain", "state", read, [3]);

        Assert.True(first.IsWritten);
        Assert.Equal((false, first.Version), second);
        Assert.Equal([2], one.Read("grain", "state")!.Value.Payload);
    }

    [Fact]
    public void A_row_that_was_deleted_and_made_again_is_not_taken_for_the_old_one()
    {
        using var store = SqliteStore.Open(FilePath);
        var (_, old) = store.Write("grain", "state", expected: null, [1]);
        Assert.True(store.Delete("grain", "state", old).IsWritten);
        var (_, fresh) = store.Write("grain", "state", expected: null, [2]);

        Assert.NotEqual(old, fresh);
        Assert.False(store.Write("grain", "state", old, [3]).IsWritten);
    }

    [Fact]
    public async Task Concurrent_writers_lose_no_update()
    {
        const int Writers = 4;
        const int Updates = 50;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() =>
        {
            using var store = SqliteStore.Open(FilePath);
            for (var done = 0; done < Updates;)
            {
                var row = store.Read("grain", "count");
                var next = BitConverter.GetBytes((row is { } found ? BitConverter.ToInt32(found.Payload) : 0) + 1);
                done += store.Write("grain", "count", row?.Version, next).IsWritten ? 1 : 0;
            }
        })));

        using var after = SqliteStore.Open(FilePath);
        Assert.Equal(Writers * Updates, BitConverter.ToInt32(after.Read("grain", "count")!.Value.Payload));
    }

    [Fact]
    public void A_file_that_is_no_store_is_named_and_left_alone()
    {
        File.WriteAllText(FilePath, new string('x', 4096));
        var error = Assert.Throws<InvalidDataException>(() => SqliteStore.Open(FilePath));
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
        Assert.Contains("Move it away", error.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 4096), File.ReadAllText(FilePath));
    }

    [Fact]
    public void A_store_of_a_newer_version_is_refused()
    {
        SqliteStore.Open(FilePath).Dispose();
        Execute("UPDATE meta SET value = 7 WHERE key = 'schema'");
        var error = Assert.Throws<InvalidDataException>(() => SqliteStore.Open(FilePath));
        Assert.Contains("version 7; this DiffMH reads versions up to 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var error = Assert.Throws<IOException>(() => SqliteStore.Open(folder.File("nowhere/state.db")));
        Assert.Contains("nowhere/state.db' cannot be opened. Its folder must exist", error.Message, StringComparison.Ordinal);
    }

    private void Execute(string text)
    {
        using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
