using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Silo;

/// <summary><see cref="FullStoreTests"/> on a Redis server.</summary>
public sealed class FullStoreOnRedisTests() : FullStoreTests(new RedisTestStore());
