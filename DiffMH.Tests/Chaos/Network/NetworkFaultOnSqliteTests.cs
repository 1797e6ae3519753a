using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Chaos.Network;

/// <summary><see cref="NetworkFaultTests"/> on a SQLite file, which a host that is cut off still reads and writes.</summary>
[Collection(nameof(Alone))]
public sealed class NetworkFaultOnSqliteTests() : NetworkFaultTests(() => new SqliteTestStore(), isCutEveryDay: true);
