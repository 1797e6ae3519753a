using System.Net;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;
using Microsoft.Extensions.Logging;

namespace DiffMH.Tests.Silo;

/// <summary>What Orleans asks of a membership table: rows change together with the table's version, and only for who has read the last one.</summary>
public abstract class MembershipTableTests : IAsyncLifetime
{
    private static readonly DateTime Start = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly TestStore store;
    private readonly IClusterStore opened;

    protected MembershipTableTests(TestStore store)
    {
        this.store = store;
        opened = ClusterStore.Open(store.Address);
        Table = opened.OpenMembership(SilentHealth.New());
    }

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected IMembershipTable Table { get; }

    public async ValueTask InitializeAsync() => await Table.InitializeMembershipTableAsync(tryInitTableVersion: true, Cancellation);

    public ValueTask DisposeAsync()
    {
        (Table as IDisposable)?.Dispose();
        opened.Dispose();
        store.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_new_table_is_empty_and_has_a_version()
    {
        var all = await Table.ReadAllAsync(Cancellation);
        Assert.Empty(all.Members);
        Assert.Equal((0, "0"), (all.Version.Version, all.Version.VersionEtag));
        Assert.Empty((await Table.ReadRowAsync(Entry(1).SiloAddress, Cancellation)).Members);
    }

    [Fact]
    public async Task Every_field_of_a_row_comes_back()
    {
        var entry = Entry(1, SiloStatus.ShuttingDown);
        entry.AddSuspector(Entry(2).SiloAddress, Start.AddSeconds(3));
        entry.AddSuspector(Entry(3).SiloAddress, Start.AddTicks(1));
        Assert.True(await Insert(entry));

        var (found, etag) = Assert.Single((await Table.ReadRowAsync(entry.SiloAddress, Cancellation)).Members);
        Assert.Equal(
            (entry.SiloAddress, SiloStatus.ShuttingDown, "silo-1", "host", 30001, Start, Start.AddSeconds(1)),
            (found.SiloAddress, found.Status, found.SiloName, found.HostName, found.ProxyPort, found.StartTime, found.IAmAliveTime));
        Assert.Equal(entry.SuspectTimes, found.SuspectTimes);
        Assert.NotEmpty(etag);
    }

    [Fact]
    public async Task An_insertion_needs_the_version_that_was_read_last_and_a_silo_that_is_not_there()
    {
        var stale = (await Table.ReadAllAsync(Cancellation)).Version;
        Assert.True(await Table.InsertRowAsync(Entry(1), stale.Next(), Cancellation));
        Assert.False(await Table.InsertRowAsync(Entry(2), stale.Next(), Cancellation));
        Assert.False(await Insert(Entry(1)));

        var all = await Table.ReadAllAsync(Cancellation);
        Assert.Equal(Entry(1).SiloAddress, Assert.Single(all.Members).Item1.SiloAddress);
        Assert.Equal(1, all.Version.Version);
        Assert.NotEqual(stale.VersionEtag, all.Version.VersionEtag);
    }

    [Fact]
    public async Task An_update_needs_the_version_and_the_row_that_were_read_last()
    {
        await Insert(Entry(1));
        await Insert(Entry(2));
        var read = await Table.ReadAllAsync(Cancellation);
        var (entry, etag) = read.TryGet(Entry(1).SiloAddress)!;
        entry.Status = SiloStatus.Active;
        Assert.False(await Table.UpdateRowAsync(entry, "77", read.Version.Next(), Cancellation));
        Assert.False(await Table.UpdateRowAsync(Entry(3), etag, read.Version.Next(), Cancellation));
        Assert.True(await Table.UpdateRowAsync(entry, etag, read.Version.Next(), Cancellation));
        Assert.False(await Table.UpdateRowAsync(entry, etag, read.Version.Next(), Cancellation));

        var after = await Table.ReadAllAsync(Cancellation);
        Assert.Equal(3, after.Version.Version);
        Assert.Equal(SiloStatus.Active, after.TryGet(entry.SiloAddress)!.Item1.Status);
        Assert.NotEqual(etag, after.TryGet(entry.SiloAddress)!.Item2);
    }

    [Fact]
    public async Task A_heartbeat_changes_its_time_and_nothing_else()
    {
        await Insert(Entry(1, SiloStatus.Active));
        var read = await Table.ReadAllAsync(Cancellation);
        await Table.UpdateIAmAliveAsync(new() { SiloAddress = Entry(1).SiloAddress, IAmAliveTime = Start.AddMinutes(1) }, Cancellation);

        var after = await Table.ReadAllAsync(Cancellation);
        var (entry, etag) = Assert.Single(after.Members);
        Assert.Equal((Start.AddMinutes(1), SiloStatus.Active, "silo-1"), (entry.IAmAliveTime, entry.Status, entry.SiloName));
        Assert.Equal((read.Version, read.Members[0].Item2), (after.Version, etag));
        Assert.True(await Table.UpdateRowAsync(entry, read.Members[0].Item2, read.Version.Next(), Cancellation));
    }

    [Fact]
    public async Task A_heartbeat_tells_that_the_store_can_be_written_again_and_the_next_outage_is_said_too()
    {
        var (lines, time) = (new List<string>(), new SteppingTime());
        using var factory = new LoggerFactory([new LineLoggerProvider(lines.Add, isWhole: false)]);
        var health = new StoreHealth(time, factory.CreateLogger<StoreHealth>());
        var table = opened.OpenMembership(health);
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, Cancellation);
        await Insert(Entry(1, SiloStatus.Active));
        health.Failed(new IOException("'x' is full."));
        time.Now = TimeSpan.FromSeconds(11);
        await table.UpdateIAmAliveAsync(Entry(1), Cancellation);
        Assert.EndsWith("The store can be written again.", lines[^1], StringComparison.Ordinal);
        health.Failed(new IOException("'x' is locked."));
        Assert.Equal(3, lines.Count);
        (table as IDisposable)?.Dispose();
    }

    [Fact]
    public async Task Only_the_dead_of_whom_nothing_was_heard_for_long_are_cleaned_away()
    {
        var suspected = Entry(3, SiloStatus.Dead);
        suspected.AddSuspector(Entry(1).SiloAddress, Start.AddHours(2));
        foreach (var entry in new[] { Entry(1, SiloStatus.Dead), Entry(2, SiloStatus.Active), suspected })
        {
            await Insert(entry);
        }

        await Table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Start.AddHours(1)), Cancellation);
        var all = await Table.ReadAllAsync(Cancellation);
        Assert.Equal(["silo-2", "silo-3"], all.Members.Select(row => row.Item1.SiloName).Order());
    }

    [Fact]
    public async Task Of_concurrent_writers_no_update_is_lost()
    {
        const int Writers = 4;
        const int Updates = 25;
        await Task.WhenAll(Enumerable.Range(1, Writers).Select(async number =>
        {
            var mine = opened.OpenMembership(SilentHealth.New());
            await mine.InitializeMembershipTableAsync(tryInitTableVersion: true, Cancellation);
            for (var done = 0; done < Updates;)
            {
                var all = await mine.ReadAllAsync(Cancellation);
                var row = all.TryGet(Entry(number).SiloAddress);
                var next = row?.Item1 ?? Entry(number);
                next.AddSuspector(next.SiloAddress, Start);
                var isWritten = row is null
                    ? await mine.InsertRowAsync(next, all.Version.Next(), Cancellation)
                    : await mine.UpdateRowAsync(next, row.Item2, all.Version.Next(), Cancellation);
                done += isWritten ? 1 : 0;
            }

            (mine as IDisposable)?.Dispose();
        }));

        var after = await Table.ReadAllAsync(Cancellation);
        Assert.Equal(Writers * Updates, after.Version.Version);
        Assert.Equal(Writers, after.Members.Count);
        Assert.All(after.Members, row => Assert.Equal(Updates, row.Item1.SuspectTimes!.Count));
    }

    private protected static MembershipEntry Entry(int number, SiloStatus status = SiloStatus.Joining) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 11110 + number, 100 + number),
        Status = status,
        SiloName = $"silo-{number}",
        HostName = "host",
        ProxyPort = 30000 + number,
        StartTime = Start,
        IAmAliveTime = Start.AddSeconds(1),
    };

    private protected async Task<bool> Insert(MembershipEntry entry) => await Table.InsertRowAsync(entry, (await Table.ReadAllAsync(Cancellation)).Version.Next(), Cancellation);
}
