using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiffMH.Tests.Silo;

/// <summary>A client knows at once, and says, that no silo is there to connect to.</summary>
public abstract class ClusterClientTests(TestStore store) : IDisposable
{
    private StoreAddress Store => store.Address;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_silo_the_command_that_starts_one_is_told(bool isLeftBehind)
    {
        if (isLeftBehind)
        {
            await TestStore.Insert(Store, new FakeSilo("killed", 1).Entry(SiloStatus.Active));
        }

        var clock = Stopwatch.StartNew();
        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => ClusterClient.Connect(Store, Cancellation));
        Assert.Equal($"No silo is running for the store {Store}. Start one with: diffmh silo start --store {Store}", error.Message);
        Assert.False(error.AreListed);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(12));   // far below one where nobody else computes; silos that are there are waited for 15
    }

    [Fact]
    public async Task A_store_that_no_silo_has_joined_yet_has_none()
    {
        ClusterStore.Open(Store).Dispose();
        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => ClusterClient.Connect(Store, Cancellation));
        Assert.StartsWith("No silo is running", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silo_of_another_store_that_listens_where_one_was_is_not_taken_for_it()
    {
        var other = store.Another("other.db");
        var options = new ClusterSiloOptions { Store = other, PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins"), ComputeThreads = 1 };
        await using var silo = await ClusterSilo.Start(options, NullLoggerProvider.Instance, Cancellation);
        await TestStore.Insert(Store, new FakeSilo("killed", silo.Gateway.Port).Entry(SiloStatus.Active));
        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => ClusterClient.Connect(Store, Cancellation));
        Assert.Contains($"do not answer at {silo.Gateway}", error.Message, StringComparison.Ordinal);
        Assert.True(error.AreListed);
        await using var client = await ClusterClient.Connect(other, Cancellation);
        Assert.Empty(await client.Grains.GetGrain<ISweepDirectoryGrain>(0).List());
    }

    [Fact]
    public async Task Whoever_listens_here_is_not_taken_for_a_silo_at_the_loopback_address_of_another_machine()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await TestStore.Insert(Store, new FakeSilo("elsewhere", ((IPEndPoint)listener.LocalEndpoint).Port, "another").Entry(SiloStatus.Active));
        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => ClusterClient.Connect(Store, Cancellation));
        Assert.StartsWith("No silo is running", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_store_is_named()
    {
        store.Spoil();
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => ClusterClient.Connect(Store, Cancellation));
        Assert.Contains(Store.File ?? $"{Store}", error.Message, StringComparison.Ordinal);
    }
}
