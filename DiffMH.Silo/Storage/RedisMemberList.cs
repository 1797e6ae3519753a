using System.Collections.Immutable;
using DiffMH.Silo.Hosting;
using Orleans.Clustering.Redis;

namespace DiffMH.Silo.Storage;

/// <summary>The members in a Redis database. Stays connected, from the first look on.</summary>
/// <param name="address">The database.</param>
internal sealed class RedisMemberList(RedisAddress address) : IMemberList
{
    private readonly Lazy<RedisServer> server = new(() => RedisServer.Open(address), LazyThreadSafetyMode.PublicationOnly);   // tried again after a failure
    private OpenTable? opened;   // kept: each is made with a container of services, and clients look every other second

    /// <inheritdoc/>
    public long Cluster => RedisSchema.Find(server.Value) ?? 0;

    /// <inheritdoc/>
    public ImmutableArray<string> Warnings => RedisDurability.Warnings(server.Value);

    /// <inheritdoc/>
    public Task<ImmutableArray<MembershipEntry>> Read(CancellationToken cancellationToken) => Task.Run(() => Members(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (server.IsValueCreated)
        {
            server.Value.Dispose();
        }
    }

    private async Task<ImmutableArray<MembershipEntry>> Members(CancellationToken cancellationToken)
    {
        if (RedisSchema.Find(server.Value) is not { } cluster)
        {
            return [];
        }

        try
        {
            var table = await Table(cluster, cancellationToken);
            return [.. (await table.ReadAllAsync(cancellationToken)).Members.Select(row => row.Item1)];
        }
        catch (RedisClusteringException)
        {
            return [];   // no silo has joined yet
        }
        catch (Exception exception) when (RedisProblem.IsOfServer($"{exception}") && !cancellationToken.IsCancellationRequested)
        {
            throw new IOException(RedisProblem.Explain(address, $"{exception}"), exception);
        }
    }

    private async Task<IMembershipTable> Table(long cluster, CancellationToken cancellationToken)
    {
        if (opened is { } known && known.Cluster == cluster)
        {
            return known.Table;
        }

        var table = RedisMembership.Open(server.Value, cluster);
        await table.InitializeMembershipTableAsync(tryInitTableVersion: false, cancellationToken);
        opened = new(cluster, table);
        return table;
    }

    private sealed record OpenTable(long Cluster, IMembershipTable Table);
}
