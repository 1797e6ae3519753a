using DiffMH.Silo.Grains;
using DiffMH.Silo.Grains.Stored;
using DiffMH.Tests.Models;

namespace DiffMH.Tests.Silo;

/// <summary>Each point of a sweep is taken up once, in order, and as many are left as there are.</summary>
public sealed class UntakenPointsTests
{
    private const byte Completed = 1;

    private readonly UntakenPoints untaken = new(new SweepProgress(new KeptProgress { State = new StoredProgress { Points = [0, Completed, 0, 0] } }, points: 4));

    [Fact]
    public void Points_are_taken_once_and_in_order_and_those_that_have_ended_are_left_out()
    {
        Assert.Equal(4, untaken.Most);
        Assert.Equal([0, 2, 3], Take());
        Assert.Empty(Take());
        untaken.LookAgain();
        Assert.Empty(Take());
        untaken.Return([2]);
        Assert.Equal([2], Take());
    }

    [Fact]
    public void Whoever_asks_where_none_is_left_takes_nothing_away_from_what_is_left()
    {
        Take();
        for (var time = 0; time < 10; time++)
        {
            Assert.Empty(Take());
            Assert.Equal(0, untaken.Most);   // a sweep's threads are shared out by it
        }
    }

    private List<int> Take()
    {
        var taken = new List<int>();
        var awaiting = new AwaitingPoints(SweepOf.Freeze(SweepOf.Ising, BuiltPlugins.Catalogue));
        while (untaken.TryTake(awaiting, out var point))
        {
            taken.Add(point);
        }

        return taken;
    }
}
