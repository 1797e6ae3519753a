using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Client;

/// <summary><see cref="ClusterCommandTests"/> on a Redis server.</summary>
public sealed class ClusterCommandOnRedisTests() : ClusterCommandTests(new RedisTestStore());
