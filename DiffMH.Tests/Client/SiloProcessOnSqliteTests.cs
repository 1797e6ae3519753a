using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Client;

/// <summary><see cref="SiloProcessTests"/> on a SQLite file.</summary>
public sealed class SiloProcessOnSqliteTests() : SiloProcessTests(new SqliteTestStore());
