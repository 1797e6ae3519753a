using System.Globalization;
using DiffMH.Silo.Hosting;
using StackExchange.Redis;

namespace DiffMH.Silo.Storage;

/// <summary>The keys of a store in a Redis database, and their version.</summary>
/// <remarks>
/// <c>diffmh/meta</c>: a hash with the version of the keys (<c>schema</c>), the number that names the cluster (<c>cluster</c>) and how
/// often a silo has opened the store (<c>opened</c>). <c>diffmh/state/GRAIN/NAME</c>: the states of grains, and <c>diffmh/members/CLUSTER</c>:
/// the silos, both in the forms of Orleans' providers. <c>diffmh/turn</c>: see <see cref="RedisTurn"/>. No key but the last expires.
/// </remarks>
internal static class RedisSchema
{
    /// <summary>The version that is written.</summary>
    public const int Version = 1;

    private const string Meta = ClusterIdentity.Name + "/meta";

    /// <summary>The server's own microseconds name a cluster: no two stores of a server are made in the same one.</summary>
    private const string Opening = """
        if redis.call('EXISTS', KEYS[1]) == 0 then
            if redis.call('DBSIZE') > 0 then
                return {}
            end
            local now = redis.call('TIME')
            redis.call('HSET', KEYS[1], 'schema', ARGV[1], 'cluster', string.format('%d%06d', now[1], now[2]))
        end
        if tonumber(redis.call('HGET', KEYS[1], 'schema')) <= tonumber(ARGV[1]) then
            redis.call('HINCRBY', KEYS[1], 'opened', 1)
        end
        return redis.call('HMGET', KEYS[1], 'schema', 'cluster')
        """;

    /// <summary>Makes the store where there is none, and writes to it.</summary>
    /// <returns>The number of the cluster.</returns>
    /// <exception cref="InvalidDataException">The database is of a newer DiffMH, or not of DiffMH.</exception>
    /// <exception cref="IOException">The server cannot be reached or written.</exception>
    public static long Prepare(RedisServer server) => server.Use(database => (RedisValue[])database.ScriptEvaluate(Opening, [Meta], [Version])!) is [var schema, var cluster]
        ? Checked(server.Address, schema, cluster)
        : throw NoStore(server);

    /// <summary>The number of the cluster; null where there is no store.</summary>
    /// <exception cref="InvalidDataException">The database is of a newer DiffMH, or not of DiffMH.</exception>
    /// <exception cref="IOException">The server cannot be reached or read.</exception>
    public static long? Find(RedisServer server)
    {
        var found = server.Use(database => database.HashGet(Meta, ["schema", "cluster"]));
        if (found is not [{ IsNull: true }, { IsNull: true }])
        {
            return Checked(server.Address, found[0], found[1]);
        }

        return server.Use(database => (long)database.Execute("DBSIZE")) == 0 ? null : throw NoStore(server);
    }

    /// <summary>As <see cref="Find"/>, where there must be a store.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static long Require(RedisServer server) => Find(server) ?? throw new FileNotFoundException($"There is no store '{server.Address}': no silo has used it.");

    /// <summary>The key of a grain's state.</summary>
    /// <param name="owner">The grain.</param>
    /// <param name="name">The name of the state.</param>
    public static RedisKey State(string owner, string name) => $"{ClusterIdentity.Name}/state/{owner}/{name}";

    private static long Checked(RedisAddress address, RedisValue schema, RedisValue cluster)
    {
        if (!schema.TryParse(out int version) || !cluster.TryParse(out long number))
        {
            throw NotOurs(address);
        }

        return version <= Version
            ? number
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"'{address}' has keys of version {version}; this DiffMH reads versions up to {Version}. Use the DiffMH that wrote it, or another database."));
    }

    /// <summary>Why keys without <see cref="Meta"/> are no store: they are somebody else's, or silos that ran on wrote them after the server had lost all others.</summary>
    private static InvalidDataException NoStore(RedisServer server) => server.Use(HasOnlyOurs)
        ? new($"The Redis database '{server.Address}' has lost the beginning of its store; what it has was written later. Stop the silos, empty the database (FLUSHDB), start them and submit again.")
        : NotOurs(server.Address);

    /// <summary>Ends at the first key of somebody else.</summary>
    private static bool HasOnlyOurs(IDatabase database) =>
        database.Multiplexer.GetServers()[0].Keys(database.Database, pageSize: 1000).All(key => key.ToString().StartsWith(ClusterIdentity.Name + "/", StringComparison.Ordinal));

    private static InvalidDataException NotOurs(RedisAddress address) =>
        new($"The Redis database '{address}' has keys, but not those of DiffMH. Choose another, as by its number: redis://{address.Server}/{address.Database + 1}");
}
