using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Client;

/// <summary><see cref="SiloProcessTests"/> on a Redis server.</summary>
public sealed class SiloProcessOnRedisTests() : SiloProcessTests(new RedisTestStore());
