using DiffMH.Client;
using DiffMH.Tests.Client;
using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Silo;

/// <summary><see cref="FullStoreTests"/> on a SQLite file.</summary>
public sealed class FullStoreOnSqliteTests() : FullStoreTests(new SqliteTestStore())
{
    [Fact]
    public async Task A_silo_says_of_a_damaged_store_what_to_do_and_nothing_else()
    {
        using var store = new SqliteTestStore();
        store.Spoil();
        var (code, output, error) = await Session.Run(CancellationToken.None, "silo", "start", "--store", $"{store}", "--plugins", Path.Combine(AppContext.BaseDirectory, "plugins"));
        Assert.Equal((ExitCode.Usage, ""), (code, output));
        Assert.Equal($"'{store.Address.File}' is damaged or is not a state file of DiffMH (SQLite Error 26: 'file is not a database'.). Move it away and start again.", error.TrimEnd());
    }
}
