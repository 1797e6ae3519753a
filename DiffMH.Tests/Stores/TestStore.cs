using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Silo;

namespace DiffMH.Tests.Stores;

/// <summary>An empty store for one test, which is gone after it. The same tests run on every kind.</summary>
public abstract class TestStore : IDisposable
{
    /// <summary>Where it is.</summary>
    public abstract StoreAddress Address { get; }

    /// <summary>The sentence by which a store that <see cref="Block"/> has blocked is known.</summary>
    public abstract string Reason { get; }

    /// <summary>As the option <c>--store</c> takes it.</summary>
    public override string ToString() => $"{Address}";

    /// <summary>Has nothing be written until what is returned is disposed, as where a disk or memory is full; everything can be read.</summary>
    public abstract IDisposable Block();

    /// <summary>Puts there what is no store of ours.</summary>
    public abstract void Spoil();

    /// <summary>Stops and deletes it.</summary>
    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A store of the same kind beside it.</summary>
    public abstract StoreAddress Another(string name);

    /// <summary>Notes a member.</summary>
    internal static async Task Insert(StoreAddress address, MembershipEntry entry)
    {
        using var store = ClusterStore.Open(address);
        var table = store.OpenMembership(SilentHealth.New());
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, TestContext.Current.CancellationToken);
        var version = (await table.ReadAllAsync(TestContext.Current.CancellationToken)).Version;
        Assert.True(await table.InsertRowAsync(entry, version.Next(), TestContext.Current.CancellationToken));
        (table as IDisposable)?.Dispose();
    }

    /// <summary>Stops and deletes it.</summary>
    protected abstract void Dispose(bool isDisposing);
}
