using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Silo;

/// <summary><see cref="ClusterClientTests"/> on a Redis server.</summary>
public sealed class ClusterClientOnRedisTests() : ClusterClientTests(new RedisTestStore());
