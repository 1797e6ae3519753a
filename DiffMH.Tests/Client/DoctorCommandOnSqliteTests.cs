using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Client;

/// <summary><see cref="DoctorCommandTests"/> on a SQLite file.</summary>
public sealed class DoctorCommandOnSqliteTests() : DoctorCommandTests(new SqliteTestStore());
