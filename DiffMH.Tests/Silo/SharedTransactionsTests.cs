using DiffMH.Silo.Storage;
using DiffMH.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DiffMH.Tests.Silo;

/// <summary>Changes that wait for the file together are carried out together, each by its own version, and one that cannot be harms no other.</summary>
public sealed class SharedTransactionsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Each_has_its_own_outcome_where_many_waited_for_another_process()
    {
        using var store = SqliteStore.Open(folder.File("state.db"));
        var transactions = new SharedTransactions(store);
        var (_, old) = store.Write("grain", "old", expected: null, [1]);
        Task<(bool IsWritten, long? Version)>[] asked;
        using (Lock())
        {
            asked = [.. Enumerable.Range(0, 50).Select(number => transactions.Change(new($"grain{number}", "state", Expected: null, [(byte)number])))];
            asked = [.. asked, transactions.Change(new("grain", "old", old + 7, [2])), transactions.Change(new("grain", "old", old, Payload: null))];
            await Task.Delay(100, TestContext.Current.CancellationToken);
            Assert.DoesNotContain(asked, task => task.IsCompleted);
        }

        var outcomes = await Task.WhenAll(asked);
        Assert.All(outcomes[..50], outcome => Assert.True(outcome.IsWritten));
        Assert.Equal(50, outcomes[..50].Select(outcome => outcome.Version).Distinct().Count());
        Assert.Equal([(false, old), (true, null)], outcomes[50..]);
        Assert.All(Enumerable.Range(0, 50), number => Assert.Equal((outcomes[number].Version!.Value, (byte)number), (store.Read($"grain{number}", "state")!.Value.Version, store.Read($"grain{number}", "state")!.Value.Payload[0])));
        Assert.Null(store.Read("grain", "old"));
    }

    [Fact]
    public async Task One_for_which_there_is_no_space_fails_no_others()
    {
        using var file = SqliteFile.Open(folder.File("state.db"));
        using var store = new SqliteStore(file);
        file.Use(connection => connection.Execute("PRAGMA max_page_count = 40"));
        var transactions = new SharedTransactions(store);
        Task<(bool IsWritten, long? Version)>[] asked;
        using (Lock())
        {
            asked = [.. Enumerable.Range(0, 3).Select(number => transactions.Change(new($"grain{number}", "state", Expected: null, new byte[number == 1 ? 1_000_000 : 10])))];
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.True((await asked[0]).IsWritten);
        Assert.Contains("No space", (await Assert.ThrowsAsync<IOException>(() => asked[1])).Message, StringComparison.Ordinal);
        Assert.True((await asked[2]).IsWritten);
        Assert.True((await transactions.Change(new("grain1", "state", Expected: null, [1]))).IsWritten);
    }

    [Fact]
    public async Task All_that_wait_are_told_where_the_lock_does_not_come()
    {
        using var store = new SqliteStore(SqliteFile.Open(folder.File("state.db"), TimeSpan.FromSeconds(1)));
        var transactions = new SharedTransactions(store);
        using (Lock())
        {
            Task[] asked = [.. Enumerable.Range(0, 3).Select(number => transactions.Change(new($"grain{number}", "state", Expected: null, [1])))];
            foreach (var task in asked)
            {
                Assert.Contains("is busy", (await Assert.ThrowsAsync<IOException>(() => task)).Message, StringComparison.Ordinal);
            }
        }

        Assert.True((await transactions.Change(new("grain0", "state", Expected: null, [1]))).IsWritten);
    }

    /// <summary>Holds the file's write lock, as another process would.</summary>
    private SqliteConnection Lock()
    {
        var other = new SqliteConnection($"Data Source={folder.File("state.db")};Pooling=False");
        other.Open();
        other.Execute("BEGIN IMMEDIATE");
        return other;
    }
}
