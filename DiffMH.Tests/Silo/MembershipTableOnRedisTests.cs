using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Silo;

/// <summary><see cref="MembershipTableTests"/> on a Redis server.</summary>
public sealed class MembershipTableOnRedisTests() : MembershipTableTests(new RedisTestStore());
