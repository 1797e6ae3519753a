using DiffMH.Silo.Hosting;
using DiffMH.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiffMH.Tests.Silo;

/// <summary><see cref="ClusterSiloTests"/> on a SQLite file.</summary>
public sealed class ClusterSiloOnSqliteTests() : ClusterSiloTests(new SqliteTestStore())
{
    [Fact]
    public async Task A_folder_that_is_not_there_is_named()
    {
        var options = new ClusterSiloOptions { Store = StoreAddress.Sqlite("/nowhere/at/all/state.db"), PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins") };
        var error = await Assert.ThrowsAsync<DirectoryNotFoundException>(() => ClusterSilo.Start(options, NullLoggerProvider.Instance, TestContext.Current.CancellationToken));
        Assert.Contains("/nowhere/at/all/state.db' does not exist. Make it", error.Message, StringComparison.Ordinal);
    }
}
