using Microsoft.Data.Sqlite;

namespace DiffMH.Silo.Storage;

/// <summary>The tables of a store and their version.</summary>
/// <remarks>
/// <c>meta</c>: the version of the tables (<c>schema</c>), the counter that row versions come from (<c>version</c>), the version of the
/// membership table (<c>membership</c>), a random number that names the cluster (<c>cluster</c>). <c>state</c>: the states of grains. <c>membership</c>: one row for each silo, see <see cref="MembershipRow"/>.
/// </remarks>
internal static class SqliteSchema
{
    /// <summary>The version that is written.</summary>
    public static int Version => Steps.Length;

    /// <summary>What leads from one version to the next; the first from an empty file. A step that was released is never changed.</summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE state (owner TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, payload BLOB NOT NULL, PRIMARY KEY (owner, name));
        INSERT INTO meta (key, value) VALUES ('schema', 1), ('version', 0);
        """,
        """
        CREATE TABLE membership (
            silo TEXT PRIMARY KEY, version INTEGER NOT NULL, status INTEGER NOT NULL, name TEXT NOT NULL, host TEXT NOT NULL, gateway INTEGER NOT NULL,
            suspects TEXT NOT NULL, started TEXT NOT NULL, alive TEXT NOT NULL) WITHOUT ROWID;
        INSERT INTO meta (key, value) VALUES ('membership', 0), ('cluster', random() & 9223372036854775807);
        """,
    ];

    /// <summary>Makes the tables, or brings them up to date, in one transaction.</summary>
    /// <exception cref="InvalidDataException">They are of a newer DiffMH, or not of DiffMH.</exception>
    public static void Prepare(SqliteConnection connection, string path)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var found = Find(connection, path);
        foreach (var step in Steps[found..])
        {
            connection.Execute(step);
        }

        connection.Execute($"UPDATE meta SET value = {Version} WHERE key = 'schema' AND value < {Version}");
        transaction.Commit();
    }

    /// <summary>Refuses tables that this DiffMH cannot read. Older ones may be read as they are.</summary>
    /// <returns>Their version, 1 … <see cref="Version"/>.</returns>
    /// <exception cref="InvalidDataException">They are of a newer DiffMH, or not of DiffMH.</exception>
    public static int Require(SqliteConnection connection, string path) => Find(connection, path) is > 0 and var version
        ? version
        : throw new InvalidDataException($"'{path}' is empty: no silo has used it as its store.");

    /// <summary>The number that names the cluster; 0 where the tables are older than clusters.</summary>
    public static long Cluster(SqliteFile file) => file.Use(connection => (long)(connection.Scalar("SELECT value FROM meta WHERE key = 'cluster'") ?? 0L));

    /// <summary>The version of the tables; 0 where there are none.</summary>
    private static int Find(SqliteConnection connection, string path)
    {
        if (connection.Scalar("SELECT count(*) FROM sqlite_schema") is 0L)
        {
            return 0;
        }

        if (connection.Scalar("SELECT count(*) FROM sqlite_schema WHERE name IN ('meta', 'state')") is not 2L)
        {
            throw new InvalidDataException($"'{path}' is a SQLite file, but not of DiffMH. Choose another.");
        }

        var version = (int)(long)connection.Scalar("SELECT value FROM meta WHERE key = 'schema'")!;
        return version <= Version
            ? version
            : throw new InvalidDataException($"'{path}' has tables of version {version}; this DiffMH reads versions up to {Version}. Use the DiffMH that wrote it, or another file.");
    }
}
