using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Chaos;

/// <summary><see cref="ChaosTests"/> on a Redis server.</summary>
[Collection(nameof(Alone))]
public sealed class ChaosOnRedisTests() : ChaosTests(new RedisTestStore(), schedule: 1);
