using DiffMH.Silo.Grains;
using DiffMH.Silo.Hosting;

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
        Assert.Equal(silos.Select(silo => silo.SiloAddress), Enumerable.Range(0, 3).Select(slot => seats.OfBatch($"hash|sweep/0/{slot}", silos.Select(silo => silo.SiloAddress))));
        Assert.Equal(silos[1].SiloAddress, seats.OfBatch("hash|sweep/1/0", silos.Select(silo => silo.SiloAddress)));
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

    private static Seats Seats(FakeSilo self, params FakeSilo[] active)
    {
        var members = new FakeMembers(self, active);
        return new(new PluginHolders(), new ComputeCapacity(new DiffMHOptions { PluginFolder = ".", DataFolder = ".", ComputeThreads = 1 }, members, members), members, self);
    }
}
