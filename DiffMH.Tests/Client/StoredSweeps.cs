using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Client;

/// <summary><see cref="SweepsAtRest"/> in a SQLite file.</summary>
public sealed class StoredSweeps() : SweepsAtRest(new SqliteTestStore());
