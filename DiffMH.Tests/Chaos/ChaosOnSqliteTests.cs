using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Chaos;

/// <summary><see cref="ChaosTests"/> on a SQLite file.</summary>
public sealed class ChaosOnSqliteTests() : ChaosTests(new SqliteTestStore());
