using DiffMH.Client;
using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Client;

/// <summary><see cref="StoreCommandTests"/> on a Redis server.</summary>
public sealed class StoreCommandOnRedisTests : StoreCommandTests, IClassFixture<StoredSweepsOnRedis>
{
    public StoreCommandOnRedisTests(StoredSweepsOnRedis stored)
        : base(stored) => RedisProcess.SkipWithout();

    [Fact]
    public async Task Where_there_is_no_store_at_all_the_cluster_is_unreachable_and_none_is_made()
    {
        using var store = new RedisTestStore();
        var (code, _, error) = await Session.Run(CancellationToken.None, "list", "--store", $"{store}");
        Assert.Equal(ExitCode.ClusterUnreachable, code);
        Assert.Contains($"{store}", error);
        Assert.Equal("0", store.Server.Execute("DBSIZE"));
    }
}
