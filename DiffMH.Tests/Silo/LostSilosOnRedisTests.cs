using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Silo;

/// <summary><see cref="LostSilosTests"/> on a Redis server.</summary>
public sealed class LostSilosOnRedisTests() : LostSilosTests(new RedisTestStore());
