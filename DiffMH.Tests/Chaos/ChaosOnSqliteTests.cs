using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Chaos;

/// <summary><see cref="ChaosTests"/> on a SQLite file.</summary>
[Collection(nameof(Alone))]
public sealed class ChaosOnSqliteTests() : ChaosTests(new SqliteTestStore(), schedule: 0);
