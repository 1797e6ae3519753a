using DiffMH.Silo.Hosting;

namespace DiffMH.Silo.Storage;

/// <summary>Opens stores, whichever kind they are of.</summary>
internal static class ClusterStore
{
    /// <summary>Opens a store for a silo and writes to it: what is wrong with it is said here, where Orleans would try for minutes and complain in its own words.</summary>
    /// <exception cref="ArgumentException">It is in memory.</exception>
    /// <exception cref="InvalidDataException">The store is damaged, not ours, or of a newer DiffMH.</exception>
    /// <exception cref="IOException">The store cannot be reached or written.</exception>
    public static IClusterStore Open(StoreAddress address) => address switch
    {
        { Redis: { } redis } => RedisStore.Open(redis),
        { File: { } path } => SqliteClusterStore.Open(path),
        _ => throw new ArgumentException("A silo of a cluster needs a store that others can open.", nameof(address)),
    };

    /// <summary>Opens the list of members of a store for reading alone. It may be empty, and there may be no store.</summary>
    /// <exception cref="ArgumentException">It is in memory.</exception>
    public static IMemberList OpenMembers(StoreAddress address) => address switch
    {
        { Redis: { } redis } => new RedisMemberList(redis),
        { File: { } path } => new SqliteMemberList(path),
        _ => throw new ArgumentException("A cluster that keeps its state in memory has no members to connect to.", nameof(address)),
    };
}
