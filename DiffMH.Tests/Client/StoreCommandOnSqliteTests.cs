using DiffMH.Client;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

/// <summary><see cref="StoreCommandTests"/> on a SQLite file.</summary>
public sealed class StoreCommandOnSqliteTests(StoredSweeps stored) : StoreCommandTests(stored), IClassFixture<StoredSweeps>
{
    [Fact]
    public async Task Where_there_is_no_store_at_all_the_cluster_is_unreachable()
    {
        using var folder = new TemporaryFolder();
        var (code, _, error) = await Session.Run(CancellationToken.None, "list", "--store", $"sqlite:{folder.File("none.db")}");
        Assert.Equal(ExitCode.ClusterUnreachable, code);
        Assert.Contains("none.db", error);
        Assert.False(File.Exists(folder.File("none.db")));
    }
}
