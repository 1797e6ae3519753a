using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Client;

/// <summary><see cref="ClusterCommandTests"/> on a SQLite file.</summary>
public sealed class ClusterCommandOnSqliteTests() : ClusterCommandTests(new SqliteTestStore());
