using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Silo;

/// <summary><see cref="StoreReaderTests"/> on a SQLite file.</summary>
public sealed class StoreReaderOnSqliteTests() : StoreReaderTests(new SqliteTestStore());
