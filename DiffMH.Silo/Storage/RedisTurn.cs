using System.Globalization;
using DiffMH.Silo.Hosting;
using StackExchange.Redis;

namespace DiffMH.Silo.Storage;

/// <summary>The right to change the list of members in a Redis store: a key that its holder deletes, and that expires where the holder was killed.</summary>
internal sealed class RedisTurn : IDisposable
{
    private const string Key = ClusterIdentity.Name + "/turn";

    /// <summary>A silo joins in a fraction of this; who takes longer may meet another, which costs time and nothing else.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    private readonly RedisServer server;
    private readonly RedisValue holder;

    private RedisTurn(RedisServer server, RedisValue holder) => (this.server, this.holder) = (server, holder);

    /// <summary>Takes it; null where another holds it, or the server cannot be asked.</summary>
    public static RedisTurn? TryTake(RedisServer server)
    {
        try
        {
            return server.Use(database =>
            {
                RedisValue name = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{database.Multiplexer.GetHashCode()}");
                return database.LockTake(Key, name, Lease) ? new RedisTurn(server, name) : null;
            });
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            server.Use(database => database.LockRelease(Key, holder));
        }
        catch (IOException)
        {
            // It expires.
        }
    }
}
