using System.Globalization;
using Microsoft.Data.Sqlite;

namespace DiffMH.Silo.Storage;

/// <summary>The members of a cluster in the SQLite file that also keeps their grains' state: one store is one cluster.</summary>
/// <remarks>
/// A row changes together with the table's version, in one transaction that holds the file's write lock, and only where nobody has
/// changed the table since it was read. The version is its own ETag, as it never returns; a row's ETag is the version that wrote it, so
/// that a heartbeat, which counts as no change, leaves it alone.
/// </remarks>
/// <param name="path">The file.</param>
/// <param name="health">Told whether heartbeats can be written.</param>
internal sealed class SqliteMembershipTable(string path, StoreHealth health) : IMembershipTable, IDisposable
{
    // A connection of its own: a heartbeat must not wait for a large state that is being written.
    private readonly Lazy<SqliteFile> file = new(() => SqliteFile.Open(path));

    /// <inheritdoc/>
    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.Run(() => file.Value);

    /// <inheritdoc/>
    public Task DeleteMembershipTableEntries(string clusterId) => Task.Run(() => file.Value.Use(connection => connection.Execute("DELETE FROM membership")));

    /// <inheritdoc/>
    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => Task.Run(() => file.Value.Change(transaction =>
    {
        foreach (var (entry, _) in All(transaction.Connection!).Where(row => row.Item1.Status == SiloStatus.Dead && LastNews(row.Item1) < beforeDate.UtcDateTime))
        {
            transaction.Connection!.Execute("DELETE FROM membership WHERE silo = $silo", ("$silo", MembershipRow.Key(entry.SiloAddress)));
        }

        transaction.Commit();
        return true;
    }));

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadRow(SiloAddress key) => Read(connection => connection.Rows(
        MembershipRow.Read,
        $"SELECT {MembershipRow.Columns} FROM membership WHERE silo = $silo",
        ("$silo", MembershipRow.Key(key))));

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadAll() => Read(All);

    /// <inheritdoc/>
    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => Change(tableVersion, connection => connection.Execute(
        $"INSERT INTO membership ({MembershipRow.Columns}) VALUES ($silo, $version, $status, $name, $host, $gateway, $suspects, $started, $alive) ON CONFLICT DO NOTHING",
        MembershipRow.Parameters(entry, tableVersion.Version)));

    /// <inheritdoc/>
    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => Change(tableVersion, connection => connection.Execute(
        """
        UPDATE membership SET version = $version, status = $status, name = $name, host = $host, gateway = $gateway, suspects = $suspects, started = $started, alive = $alive
        WHERE silo = $silo AND version = $expected
        """,
        [.. MembershipRow.Parameters(entry, tableVersion.Version), ("$expected", Number(etag))]));

    /// <inheritdoc/>
    public async Task UpdateIAmAlive(MembershipEntry entry)
    {
        try
        {
            await Task.Run(() => file.Value.Use(connection => connection.Execute(
                "UPDATE membership SET alive = $alive WHERE silo = $silo",
                ("$silo", MembershipRow.Key(entry.SiloAddress)),
                ("$alive", MembershipRow.Time(entry.IAmAliveTime)))));
            health.Worked();   // a silo without work writes nothing else
        }
        catch (IOException exception)
        {
            health.Failed(exception);   // the next heartbeat is as good; silos that run look after each other by probes
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (file.IsValueCreated)
        {
            file.Value.Dispose();
        }
    }

    /// <summary>All members of a store; none where its tables are older than memberships.</summary>
    public static IEnumerable<MembershipEntry> Read(SqliteFile file) => file.Use(connection => connection.Scalar("SELECT 1 FROM sqlite_schema WHERE name = 'membership'") is null
        ? []
        : All(connection).Select(row => row.Item1).ToArray());

    private static List<Tuple<MembershipEntry, string>> All(SqliteConnection connection) => connection.Rows(MembershipRow.Read, $"SELECT {MembershipRow.Columns} FROM membership");

    /// <summary>When anybody last heard of a silo: a death is noted as a suspicion.</summary>
    private static DateTime LastNews(MembershipEntry entry) => (entry.SuspectTimes ?? []).Select(vote => vote.Item2).Append(entry.StartTime).Append(entry.IAmAliveTime).Max();

    private static long Number(string etag) => long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private Task<MembershipTableData> Read(Func<SqliteConnection, List<Tuple<MembershipEntry, string>>> rows) => Task.Run(() => file.Value.Use(connection =>
    {
        using var snapshot = connection.BeginTransaction(deferred: true);   // rows and version of one moment
        var version = (int)(long)connection.Scalar("SELECT value FROM meta WHERE key = 'membership'")!;
        return new MembershipTableData(rows(connection), new TableVersion(version, version.ToString(CultureInfo.InvariantCulture)));
    }));

    private Task<bool> Change(TableVersion next, Func<SqliteConnection, int> change) => Task.Run(() => file.Value.Change(transaction =>
    {
        var isCurrent = transaction.Connection!.Execute(
            "UPDATE meta SET value = $next WHERE key = 'membership' AND value = $expected AND value < $next",
            ("$next", next.Version),
            ("$expected", Number(next.VersionEtag))) == 1;
        if (!isCurrent || change(transaction.Connection!) != 1)
        {
            return false;   // without a commit nothing has happened
        }

        transaction.Commit();
        return true;
    }));
}
