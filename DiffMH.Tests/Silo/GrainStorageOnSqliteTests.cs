using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Silo;

/// <summary><see cref="GrainStorageTests"/> on a SQLite file.</summary>
public sealed class GrainStorageOnSqliteTests() : GrainStorageTests(new SqliteTestStore());
