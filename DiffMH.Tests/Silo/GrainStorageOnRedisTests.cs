using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Silo;

/// <summary><see cref="GrainStorageTests"/> on a Redis server.</summary>
public sealed class GrainStorageOnRedisTests() : GrainStorageTests(new RedisTestStore());
