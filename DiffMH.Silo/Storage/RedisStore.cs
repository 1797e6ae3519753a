using System.Collections.Immutable;
using DiffMH.Silo.Hosting;

namespace DiffMH.Silo.Storage;

/// <summary>A database of a Redis server as the store of a cluster whose silos may be on many machines.</summary>
internal sealed class RedisStore : IClusterStore
{
    private RedisStore(RedisServer server, long cluster) => (Server, Cluster, Warnings) = (server, cluster, RedisDurability.Warnings(server));

    /// <summary>The server.</summary>
    public RedisServer Server { get; }

    /// <inheritdoc/>
    public long Cluster { get; }

    /// <inheritdoc/>
    public ImmutableArray<string> Warnings { get; }

    /// <summary>Opens the database, made a store where it is empty, and writes to it.</summary>
    /// <exception cref="InvalidDataException">It is of a newer DiffMH, or not of DiffMH.</exception>
    /// <exception cref="IOException">The server cannot be reached or written.</exception>
    public static RedisStore Open(RedisAddress address)
    {
        var server = RedisServer.Open(address);
        try
        {
            return new(server, RedisSchema.Prepare(server));
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IMembershipTable OpenMembership(StoreHealth health) => new RedisMembershipTable(RedisMembership.Open(Server, Cluster), Server.Address, health);

    /// <inheritdoc/>
    public IDisposable? TryTakeTurn() => RedisTurn.TryTake(Server);

    /// <inheritdoc/>
    public void Dispose() => Server.Dispose();
}
