using DiffMH.Engine.Runs;
using DiffMH.Engine.Statistics;

namespace DiffMH.Tests.Runs;

/// <summary>What the jackknife leaves out where lanes of a pack share random numbers.</summary>
public sealed class PackUnitsTests
{
    /// <summary>Chains of a replicate, replicates, lanes together; how many lanes each unit has, or none where groups stay as they are.</summary>
    public static TheoryData<int, int, int, int[]> Points { get; } = new()
    {
        { 16, 64, 64, [.. Enumerable.Repeat(64, 16)] },
        { 16, 63, 64, [.. Enumerable.Repeat(64, 15), 48] },
        { 16, 60, 64, [] },       // 15 packs
        { 128, 8, 64, [.. Enumerable.Repeat(64, 16)] },
        { 512, 2, 64, [.. Enumerable.Repeat(64, 16)] },
        { 1024, 1, 64, [] },      // groups are packs
        { 2048, 3, 64, [] },      // groups are two packs each
        { 1, 64, 4, [.. Enumerable.Repeat(4, 16)] },
        { 24, 32, 16, [.. Enumerable.Repeat<int[]>([16, 32], 16).SelectMany(lanes => lanes)] },   // where groups have one or two chains, the second of three packs ends inside one
        { 6400, 1, 64, [] },      // a pack ends with every fourth group of 400 chains
        { 16, 1000, 1, [] },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public void Units_are_whole_packs_where_there_are_sixteen_of_them(int chains, int replicates, int lanesTogether, int[] lanes)
    {
        var chain = new ChainSettings(chains, 0, 1, 1, "");
        int[] all = [.. Enumerable.Range(0, replicates)];
        var rows = Rows(chain, all);
        var units = new PackUnits(chain, lanesTogether).Merge(all, replicates, rows).ToArray();
        Assert.Equal(lanes.Length > 0 ? lanes : Lanes(rows), Lanes(units));
        Assert.Equal(rows.Chunk(2).Sum(row => row[1]), units.Chunk(2).Sum(row => row[1]));
        Assert.Equal(lanes.Length > 0 || lanesTogether == 1 || chains % (16 * lanesTogether) == 0, new PackUnits(chain, lanesTogether).AreWhole(replicates));
    }

    [Fact]
    public void A_replicate_that_failed_leaves_the_packs_of_the_others_as_they_are()
    {
        var chain = new ChainSettings(16, 0, 1, 1, "");
        int[] healthy = [.. Enumerable.Range(0, 80).Where(replicate => replicate is not 5 and not 8 and not 9 and not 10 and not 11)];
        var lanes = Lanes(new PackUnits(chain, 64).Merge(healthy, 80, Rows(chain, healthy)).ToArray());
        Assert.Equal([64, 48, .. Enumerable.Repeat(64, 17)], lanes);
    }

    [Fact]
    public void A_pack_that_failed_does_not_make_the_others_into_groups_again()
    {
        var chain = new ChainSettings(16, 0, 1, 1, "");
        int[] healthy = [.. Enumerable.Range(4, 60)];
        Assert.Equal(Enumerable.Repeat(64, 15), Lanes(new PackUnits(chain, 64).Merge(healthy, 64, Rows(chain, healthy)).ToArray()));
        Assert.Equal(64, Lanes(new PackUnits(chain, 64).Merge(healthy[..4], 64, Rows(chain, healthy[..4])).ToArray()).Length);   // one pack alone says nothing
    }

    [Fact]
    public void The_pooled_estimate_leaves_out_whole_packs_and_each_replicates_own_its_groups()
    {
        var plain = FakePoints.Evaluate(replicates: 64, chains: 2);
        var packed = plain with { LanesTogether = 8 };
        var (run, other) = (new PointRun(packed), new PointRun(plain));
        var rows = FakePoints.Rows(run, FakePoints.Kernel(packed));
        Assert.Equal(other.Complete(rows).Row(3).ToArray(), run.Complete(rows).Row(3).ToArray());

        var statistic = new ObjectiveStatistic(packed.Objective, packed.Layout, packed.Wrt, packed.InitialTheta.Values);
        double[] packs = [.. rows.Chunk(8 * packed.Layout.Width).SelectMany(pack => GroupRows.Merge(pack, packed.Layout.Width))];
        var expected = Jackknife.Of(packs, packed.Layout.Width, statistic.Count, statistic.Evaluate);
        var found = run.Result().Gradient[0];
        Assert.Equal((expected.Corrected[1], expected.Errors[1]), (found.Value, found.Error));
        Assert.NotEqual(other.Result().Gradient[0].Error, found.Error);
    }

    /// <summary>For each group how many lanes it has, and another number.</summary>
    private static double[] Rows(ChainSettings chain, int[] replicates) =>
    [
        .. from replicate in replicates
           from @group in Enumerable.Range(0, chain.Groups)
           from number in new double[] { chain.FirstChain(@group + 1) - chain.FirstChain(@group), (100 * replicate) + @group }
           select number,
    ];

    private static int[] Lanes(double[] rows) => [.. rows.Chunk(2).Select(row => (int)row[0])];
}
