using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiffMH.Tests.Silo;

/// <summary>A silo that starts knows which members are gone: those at whose address nobody listens.</summary>
public abstract class LostSilosTests : IDisposable
{
    private readonly TestStore store;
    private readonly IClusterStore opened;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    protected LostSilosTests(TestStore store)
    {
        this.store = store;
        opened = ClusterStore.Open(store.Address);
        Table = opened.OpenMembership(SilentHealth.New());
        listener.Start();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IMembershipTable Table { get; }

    private int OpenPort => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose()
    {
        listener.Dispose();
        (Table as IDisposable)?.Dispose();
        opened.Dispose();
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Members_that_are_gone_are_declared_dead_and_no_others()
    {
        var (gone, alsoGone, living, self) = (new FakeSilo("gone", ClosedPort()), new FakeSilo("also-gone", ClosedPort()), new FakeSilo("living", OpenPort), new FakeSilo("self", ClosedPort()));
        await Insert(gone.Entry(SiloStatus.Active));
        await Insert(alsoGone.Entry(SiloStatus.ShuttingDown));
        await Insert(living.Entry(SiloStatus.Active));
        await Insert(self.Entry(SiloStatus.Active));   // a predecessor at the same address is Orleans' own business
        await new LostSilos(Table, self, TimeProvider.System, NullLogger<LostSilos>.Instance).DeclareDead(Cancellation);

        var after = await Table.ReadAllAsync(Cancellation);
        Assert.Equal(
            [("also-gone", SiloStatus.Dead), ("gone", SiloStatus.Dead), ("living", SiloStatus.Active), ("self", SiloStatus.Active)],
            after.Members.Select(row => (row.Item1.SiloName, row.Item1.Status)).Order());
        Assert.Equal(self.SiloAddress, Assert.Single(after.TryGet(gone.SiloAddress)!.Item1.SuspectTimes!).Item1);
    }

    [Fact]
    public async Task A_silo_at_the_loopback_address_of_another_machine_is_left_alone()
    {
        await Insert(new FakeSilo("elsewhere", ClosedPort(), "another").Entry(SiloStatus.Active));
        await new LostSilos(Table, new FakeSilo("self", OpenPort), TimeProvider.System, NullLogger<LostSilos>.Instance).DeclareDead(Cancellation);
        Assert.Equal(SiloStatus.Active, Assert.Single((await Table.ReadAllAsync(Cancellation)).Members).Item1.Status);
    }

    [Theory]
    [InlineData(0, SiloStatus.Active)]   // a firewall may have refused
    [InlineData(20, SiloStatus.Dead)]
    public async Task A_silo_of_another_machine_must_also_have_been_silent_for_a_while(int silent, SiloStatus expected)
    {
        var address = NetworkInterface.GetAllNetworkInterfaces().SelectMany(network => network.GetIPProperties().UnicastAddresses).Select(unicast => unicast.Address)
            .FirstOrDefault(candidate => candidate.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(candidate));
        Assert.SkipWhen(address is null, "this machine has no address but that of itself");
        var entry = new FakeSilo("elsewhere", ClosedPort(), "another", $"{address}").Entry(SiloStatus.Active);
        entry.IAmAliveTime -= TimeSpan.FromSeconds(silent);
        await Insert(entry);
        await new LostSilos(Table, new FakeSilo("self", OpenPort), TimeProvider.System, NullLogger<LostSilos>.Instance).DeclareDead(Cancellation);
        Assert.Equal(expected, Assert.Single((await Table.ReadAllAsync(Cancellation)).Members).Item1.Status);
    }

    [Fact]
    public async Task Two_silos_that_start_at_once_declare_each_lost_one_dead_once()
    {
        var lost = Enumerable.Range(0, 3).Select(i => new FakeSilo($"lost-{i}", ClosedPort())).ToArray();
        foreach (var silo in lost)
        {
            await Insert(silo.Entry(SiloStatus.Active));
        }

        await Task.WhenAll(Enumerable.Range(0, 2).Select(async i =>
        {
            var own = opened.OpenMembership(SilentHealth.New());
            await new LostSilos(own, new FakeSilo($"new-{i}", OpenPort), TimeProvider.System, NullLogger<LostSilos>.Instance).DeclareDead(Cancellation);
            (own as IDisposable)?.Dispose();
        }));

        var after = await Table.ReadAllAsync(Cancellation);
        Assert.Equal(6, after.Version.Version);   // three insertions, three deaths
        Assert.All(after.Members, row => Assert.Equal(SiloStatus.Dead, row.Item1.Status));
    }

    private static int ClosedPort() => FreePort.Find();

    private async Task Insert(MembershipEntry entry)
    {
        await Table.InitializeMembershipTableAsync(tryInitTableVersion: true, Cancellation);
        Assert.True(await Table.InsertRowAsync(entry, (await Table.ReadAllAsync(Cancellation)).Version.Next(), Cancellation));
    }
}
