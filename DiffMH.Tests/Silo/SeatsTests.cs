using DiffMH.Silo.Compute;
using DiffMH.Silo.Grains;
using DiffMH.Silo.Hosting;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Silo;

/// <summary>On which silo a batch belongs, and whether it still does.</summary>
public sealed class SeatsTests
{
    private const string Batch = "hash|sweep/0/0";

    private readonly FakeSilo[] silos = [new("a", 11111), new("b", 11112), new("c", 11113)];

    [Fact]
    public void The_batches_of_a_point_belong_to_one_silo_after_the_other()
    {
        var seats = Seats(silos[0], silos);
        SiloAddress[] among = [.. silos.Select(silo => silo.SiloAddress)];
        Assert.Equal(among, Enumerable.Range(0, 3).Select(slot => seats.OfBatch($"hash|sweep/0/{slot}", among)));
        Assert.Equal(among[1], seats.OfBatch("hash|sweep/1/0", among));
        Assert.Equal(among[2], seats.OfBatch("hash|sweep/0/0", among[2..]));   // the only one that is offered, whatever was known a moment ago
    }

    [Fact]
    public void A_batch_whose_silo_leaves_belongs_to_those_that_stay()
    {
        Assert.True(Seats(silos[0], silos).IsHere(Batch));
        Assert.False(Seats(silos[0], silos[1..]).IsHere(Batch));
        Assert.True(Seats(silos[1], silos[1..]).IsHere(Batch));
    }

    [Fact]
    public void A_batch_of_the_last_silo_that_leaves_stays_where_it_is() => Assert.True(Seats(silos[0]).IsHere(Batch));

    [Fact]
    public void Where_batches_belong_is_worked_out_once_in_a_moment_however_many_ask()
    {
        var time = new SteppingTime();
        var members = new FakeMembers(silos[0], silos);
        var seats = Seats(members, silos[0], time);
        for (var slot = 0; slot < 1000; slot++)
        {
            seats.IsHere($"hash|sweep/0/{slot}");
        }

        Assert.Equal(1, members.Looks);
        time.Now = TimeSpan.FromSeconds(1);
        seats.IsHere(Batch);
        Assert.Equal(2, members.Looks);
    }

    private static ComputePool Idle { get; } = new(1);

    private static Seats Seats(FakeSilo self, params FakeSilo[] active) => Seats(new FakeMembers(self, active), self, TimeProvider.System);

    private static Seats Seats(FakeMembers members, FakeSilo self, TimeProvider time) =>
        new(new PluginHolders(), new ComputeCapacity(new DiffMHOptions { PluginFolder = ".", DataFolder = ".", ComputeThreads = 1 }, members, members, Idle, time), members, self, time);
}
