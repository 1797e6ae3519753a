using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Chaos;

/// <summary><see cref="ChaosTests"/> on a Redis server.</summary>
public sealed class ChaosOnRedisTests() : ChaosTests(new RedisTestStore());
