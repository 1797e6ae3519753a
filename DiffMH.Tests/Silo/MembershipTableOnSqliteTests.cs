using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Silo;

/// <summary><see cref="MembershipTableTests"/> on a SQLite file.</summary>
public sealed class MembershipTableOnSqliteTests() : MembershipTableTests(new SqliteTestStore())
{
    [Fact]
    public async Task An_update_of_one_row_leaves_the_etag_of_another_alone()
    {
        await Insert(Entry(1));
        await Insert(Entry(2));
        var read = await Table.ReadAllAsync(Cancellation);
        var (entry, etag) = read.TryGet(Entry(1).SiloAddress)!;
        Assert.True(await Table.UpdateRowAsync(entry, etag, read.Version.Next(), Cancellation));
        Assert.Equal(read.TryGet(Entry(2).SiloAddress)!.Item2, (await Table.ReadAllAsync(Cancellation)).TryGet(Entry(2).SiloAddress)!.Item2);
    }

    [Fact]
    public async Task All_rows_can_be_deleted()
    {
        await Insert(Entry(1));
        await Table.DeleteMembershipTableEntriesAsync("diffmh", Cancellation);
        Assert.Empty((await Table.ReadAllAsync(Cancellation)).Members);
    }
}
