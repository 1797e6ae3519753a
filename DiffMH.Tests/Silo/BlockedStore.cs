using Microsoft.Data.Sqlite;

namespace DiffMH.Tests.Silo;

/// <summary>A store in which nothing can be written for a while, as on a full disk, though everything can be read: triggers refuse all changes.</summary>
/// <remarks>A real full disk needs a file system of its own, which not everybody may mount; what SQLite says there is tested in <see cref="SqliteFileTests"/>.</remarks>
internal sealed class BlockedStore : IDisposable
{
    private static readonly string[] Tables = ["meta", "membership", "state"];
    private readonly string path;

    private BlockedStore(string path) => this.path = path;

    /// <summary>Blocks a store until this is disposed.</summary>
    public static BlockedStore Block(string path)
    {
        Execute(path, Tables.SelectMany(table => new[] { "INSERT", "UPDATE" }.Select(change =>
            $"CREATE TRIGGER {Name(table, change)} BEFORE {change} ON {table} BEGIN SELECT RAISE(ABORT, 'no space'); END")));
        return new(path);
    }

    public void Dispose() => Execute(path, Tables.SelectMany(table => new[] { "INSERT", "UPDATE" }.Select(change => $"DROP TRIGGER {Name(table, change)}")));

    private static string Name(string table, string change) => $"blocked_{table}_{change}";

    private static void Execute(string path, IEnumerable<string> statements)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout=10");
        connection.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
