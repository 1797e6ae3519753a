using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Chaos.Network;

/// <summary><see cref="NetworkFaultTests"/> on a Redis server, which a host that is cut off does not reach either.</summary>
[Collection(nameof(Alone))]
public sealed class NetworkFaultOnRedisTests() : NetworkFaultTests(() => new RedisTestStore(SiloNetwork.Here), isCutEveryDay: false);
