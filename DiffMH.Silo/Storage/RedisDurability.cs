using System.Collections.Immutable;
using System.Globalization;
using StackExchange.Redis;

namespace DiffMH.Silo.Storage;

/// <summary>Looks whether a Redis server keeps what it was given: as installed, most do not.</summary>
internal static class RedisDurability
{
    /// <summary>What may lose commits: sentences that say what to do. None where the server does not tell.</summary>
    /// <exception cref="IOException">The server cannot be reached.</exception>
    public static ImmutableArray<string> Warnings(RedisServer server)
    {
        var known = Info(server, "persistence").Concat(Info(server, "memory")).ToLookup(line => line.Name, line => line.Value);
        var warnings = ImmutableArray.CreateBuilder<string>();
        if (known["aof_enabled"].FirstOrDefault() == "0")
        {
            warnings.Add($"The Redis server {server.Address} keeps no append-only file: what was committed since its last snapshot is lost when it stops. Set 'appendonly yes' there.");
        }

        if (known["maxmemory"].FirstOrDefault() is not (null or "0") && known["maxmemory_policy"].FirstOrDefault() is { } policy && policy.StartsWith("allkeys", StringComparison.Ordinal))
        {
            warnings.Add($"The Redis server {server.Address} deletes keys when its memory is full (maxmemory-policy {policy}), commits among them. Set 'maxmemory-policy noeviction' there.");
        }

        return warnings.ToImmutable();
    }

    /// <summary>How many bytes more it can take: up to its own limit, or to its machine's memory where it has none; null where it does not tell.</summary>
    /// <exception cref="IOException">The server cannot be reached.</exception>
    public static long? FreeBytes(RedisServer server)
    {
        var memory = Info(server, "memory").ToLookup(line => line.Name, line => line.Value);
        return Bytes(memory, "used_memory") is { } used && (Bytes(memory, "maxmemory") is > 0 and { } limit ? limit : Bytes(memory, "total_system_memory")) is { } most
            ? Math.Max(0, most - used)
            : null;
    }

    /// <summary>Why it refuses writes; null where it does not, or does not tell.</summary>
    /// <exception cref="IOException">The server cannot be reached.</exception>
    public static string? Obstacle(RedisServer server)
    {
        var known = Info(server, "persistence").Concat(Info(server, "replication")).ToLookup(line => line.Name, line => line.Value);
        return known["role"].FirstOrDefault() == "slave" ? $"The Redis server {server.Address} is a replica, which takes no writes."
            : known["aof_last_write_status"].FirstOrDefault() is "err" ? $"The Redis server {server.Address} cannot write its append-only file, and refuses writes until it can."
            : null;
    }

    private static long? Bytes(ILookup<string, string> memory, string name) => long.TryParse(memory[name].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null;

    /// <summary>A section of what the server tells of itself; empty where it tells this user nothing.</summary>
    private static IEnumerable<(string Name, string Value)> Info(RedisServer server, string section) => server.Use(database =>
    {
        try
        {
            return $"{database.Execute("INFO", section)}";
        }
        catch (RedisServerException)
        {
            return "";   // not allowed, as where somebody else runs the server
        }
    }).Split('\n').Select(line => line.Trim().Split(':', 2)).Where(words => words.Length == 2).Select(words => (words[0], words[1]));
}
