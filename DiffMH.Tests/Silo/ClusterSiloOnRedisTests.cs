using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Silo;

/// <summary><see cref="ClusterSiloTests"/> on a Redis server.</summary>
public sealed class ClusterSiloOnRedisTests() : ClusterSiloTests(new RedisTestStore());
