using System.Net;
using DiffMH.Client;
using DiffMH.Silo.Hosting;
using DiffMH.Tests.Client;
using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Silo;

/// <summary>A silo does not join where it and a silo of another machine could not reach each other, and says what to do.</summary>
public sealed class SiloReachTests : IDisposable
{
    private const string Loopback = "127.0.0.1";
    private const string Here = "10.0.0.12";
    private const string There = "10.0.0.13";

    private readonly SqliteTestStore store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => store.Dispose();

    [Theory]
    [InlineData(Loopback, Loopback, null, SiloStatus.Active, 0, true)]
    [InlineData(Here, Loopback, null, SiloStatus.Active, 0, true)]
    [InlineData(Here, There, "another", SiloStatus.Active, 0, true)]
    [InlineData(Loopback, Loopback, "another", SiloStatus.Active, 0, false)]
    [InlineData(Loopback, There, "another", SiloStatus.Active, 0, false)]
    [InlineData(Here, Loopback, "another", SiloStatus.Active, 0, false)]
    [InlineData(Here, Loopback, "another", SiloStatus.Active, 60, true)]   // killed, and nobody is left to note it
    [InlineData(Here, Loopback, "another", SiloStatus.Dead, 0, true)]
    public async Task Silos_of_several_machines_need_addresses_that_all_can_reach(string own, string member, string? host, SiloStatus status, int silent, bool joins)
    {
        var entry = new FakeSilo("other", 11111, host, member).Entry(status);
        entry.IAmAliveTime -= TimeSpan.FromSeconds(silent);
        await TestStore.Insert(store.Address, entry);
        var options = new ClusterSiloOptions { Store = store.Address, PluginFolder = "plugins", Address = IPAddress.Parse(own) };
        var error = await Record.ExceptionAsync(() => SiloReach.Require(options, TimeProvider.System, Cancellation));
        Assert.Equal(joins, error is null);
    }

    [Fact]
    public async Task The_silo_that_needs_another_address_is_named()
    {
        await TestStore.Insert(store.Address, new FakeSilo("first", 11111, "another", There).Entry(SiloStatus.Active));
        Assert.Equal(
            $"This silo's address 127.0.0.1 is reached from this machine alone, and the store {store} has silos of others, as first of another at 10.0.0.13:11111. Give the address at which they reach this machine, as by --address 10.0.0.12 or DIFFMH__ADDRESS.",
            await Start(store.Address));

        var hidden = store.Another("hidden.db");
        await TestStore.Insert(hidden, new FakeSilo("first", 11111, "another").Entry(SiloStatus.Active));
        Assert.Equal(
            $"The store {hidden} has first of another at 127.0.0.1:11111, an address that is reached from its own machine alone. Start that silo again with the address at which others reach it, as by --address 10.0.0.12 or DIFFMH__ADDRESS.",
            await Start(hidden, "--address", Here));
    }

    private static async Task<string> Start(StoreAddress store, params string[] options)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));   // one that does join ends then, without an error
        var (code, _, error) = await Session.Run(patience.Token, ["silo", "start", "--plugins", Path.Combine(AppContext.BaseDirectory, "plugins"), "--store", $"{store}", .. options]);
        Assert.Equal(ExitCode.Usage, code);
        return error.TrimEnd();
    }
}
