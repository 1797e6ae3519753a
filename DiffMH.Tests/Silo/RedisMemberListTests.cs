using System.Diagnostics.Tracing;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Silo;

/// <summary>A client that stays connected looks at the members every other second, for days.</summary>
public sealed class RedisMemberListTests : IDisposable
{
    private readonly RedisTestStore store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task A_look_at_the_members_leaves_nothing_behind()
    {
        await TestStore.Insert(store.Address, new FakeSilo("silo", 11111).Entry(SiloStatus.Active));
        using var members = new RedisMemberList(store.Address.Redis!);
        using var containers = new Containers();
        containers.Count = true;
        for (var look = 0; look < 10; look++)
        {
            Assert.Single(await members.Read(TestContext.Current.CancellationToken));
        }

        Assert.Equal(1, containers.Built);
    }

    [Fact]
    public async Task Members_of_a_store_that_was_made_anew_are_found()
    {
        using var members = new RedisMemberList(store.Address.Redis!);
        foreach (var name in new[] { "before", "after" })
        {
            store.Server.Execute("FLUSHDB");
            await TestStore.Insert(store.Address, new FakeSilo(name, 11111).Entry(SiloStatus.Active));
            Assert.Equal(name, Assert.Single(await members.Read(TestContext.Current.CancellationToken)).SiloName);
        }
    }

    /// <summary>Counts the containers of services that this test makes: each leaves a handle until it is disposed.</summary>
    private sealed class Containers : EventListener
    {
        private readonly AsyncLocal<bool> isCounting = new();
        private int built;

        public int Built => built;

        public bool Count
        {
            set => isCounting.Value = value;
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Microsoft-Extensions-DependencyInjection")
            {
                EnableEvents(eventSource, EventLevel.Informational);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName == "ServiceProviderBuilt" && isCounting?.Value == true)
            {
                Interlocked.Increment(ref built);
            }
        }
    }
}
