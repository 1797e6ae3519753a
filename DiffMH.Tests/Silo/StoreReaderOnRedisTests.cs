using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Silo;

/// <summary><see cref="StoreReaderTests"/> on a Redis server.</summary>
public sealed class StoreReaderOnRedisTests() : StoreReaderTests(new RedisTestStore());
