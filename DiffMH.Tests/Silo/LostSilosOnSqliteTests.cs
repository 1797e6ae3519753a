using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Silo;

/// <summary><see cref="LostSilosTests"/> on a SQLite file.</summary>
public sealed class LostSilosOnSqliteTests() : LostSilosTests(new SqliteTestStore());
