using DiffMH.Silo.Hosting;

namespace DiffMH.Silo.Storage;

/// <summary>Orleans' membership table in Redis, which tells the silo's health where it cannot be used.</summary>
/// <param name="table">Orleans' own.</param>
/// <param name="address">The server.</param>
/// <param name="health">Told of failures, and of heartbeats that are written.</param>
internal sealed class RedisMembershipTable(IMembershipTable table, RedisAddress address, StoreHealth health) : IMembershipTable
{
    /// <inheritdoc/>
    public Task InitializeMembershipTable(bool tryInitTableVersion) => Use(() => table.InitializeMembershipTableAsync(tryInitTableVersion, CancellationToken.None));

    /// <inheritdoc/>
    public Task DeleteMembershipTableEntries(string clusterId) => Use(() => table.DeleteMembershipTableEntriesAsync(clusterId, CancellationToken.None));

    /// <inheritdoc/>
    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => Use(() => table.CleanupDefunctSiloEntriesAsync(beforeDate, CancellationToken.None));

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadRow(SiloAddress key) => Use(() => table.ReadRowAsync(key, CancellationToken.None));

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadAll() => Use(() => table.ReadAllAsync(CancellationToken.None));

    /// <inheritdoc/>
    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => Use(() => table.InsertRowAsync(entry, tableVersion, CancellationToken.None));

    /// <inheritdoc/>
    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => Use(() => table.UpdateRowAsync(entry, etag, tableVersion, CancellationToken.None));

    /// <inheritdoc/>
    public async Task UpdateIAmAlive(MembershipEntry entry)
    {
        try
        {
            await Use(() => table.UpdateIAmAliveAsync(entry, CancellationToken.None));
            health.Worked();   // a silo without work writes nothing else
        }
        catch (StoreUnavailableException)
        {
            // The next heartbeat is as good; silos that run look after each other by probes.
        }
    }

    private Task Use(Func<Task> use) => Use(async () =>
    {
        await use();
        return true;
    });

    private async Task<T> Use<T>(Func<Task<T>> use)
    {
        try
        {
            return await use();
        }
        catch (Exception exception)   // the library has many types for a connection that ends, and the table reads nothing else
        {
            throw health.Failed(new IOException(RedisProblem.Explain(address, $"{exception}")));
        }
    }
}
