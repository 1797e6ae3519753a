namespace DiffMH.Tests.Models;

/// <summary>A graph is the same from a list for each site and from lists one behind the other.</summary>
public sealed class SiteGraphTests
{
    [Fact]
    public void Lists_one_behind_the_other_give_each_site_its_own()
    {
        var lists = new SiteGraph([[1, 2, 2], [0], [0, 0]]);
        var flat = new SiteGraph([0, 3, 4, 6], [1, 2, 2, 0, 0, 0]);
        Assert.Equal((3, 3), (flat.Sites, flat.Bonds));
        Assert.Equal((lists.Sites, lists.Bonds), (flat.Sites, flat.Bonds));
        for (var site = 0; site < lists.Sites; site++)
        {
            Assert.Equal(lists.Neighbours(site).ToArray(), flat.Neighbours(site).ToArray());
        }
    }

    [Theory]
    [InlineData]
    [InlineData(1, 2)]
    [InlineData(0, 1)]
    [InlineData(0, 3)]
    [InlineData(0, 2, 1, 2)]
    public void Offsets_that_do_not_divide_the_neighbours_are_refused(params int[] offsets) =>
        Assert.Contains("do not divide 2 neighbours; they must ascend from 0 to that number", Assert.Throws<ArgumentException>(() => new SiteGraph([.. offsets], [0, 0])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void A_neighbour_that_is_no_site_is_refused(int neighbour)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SiteGraph([0, 1, 2], [1, neighbour]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SiteGraph([[1], [neighbour]]));
    }
}
