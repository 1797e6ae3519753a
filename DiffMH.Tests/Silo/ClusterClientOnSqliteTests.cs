using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Silo;

/// <summary><see cref="ClusterClientTests"/> on a SQLite file.</summary>
public sealed class ClusterClientOnSqliteTests() : ClusterClientTests(new SqliteTestStore());
