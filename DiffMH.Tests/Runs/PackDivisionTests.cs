using DiffMH.Engine.Runs;

namespace DiffMH.Tests.Runs;

/// <summary>Batches of lanes that are computed together.</summary>
public sealed class PackDivisionTests
{
    /// <summary>Chains of a replicate, replicates, lanes together, groups per batch; the lanes of the batches.</summary>
    public static TheoryData<int, int, int, int, int[]> Divisions { get; } = new()
    {
        { 8, 8, 64, 1, [64] },
        { 8, 16, 64, 3, [64, 64] },
        { 8, 16, 64, 65, [128] },
        { 8, 9, 64, 20, [64, 8] },
        { 16, 8, 64, 32, [64, 64] },
        { 48, 8, 64, 16, [64 * 3, 64 * 3] },     // groups of three chains: only every third pack ends with one
        { 6, 4, 4, 1, [4, 4, 4, 4, 4, 4] },
        { 100, 4, 64, 8, [256, 50, 94] },   // groups of six or seven chains seldom end with a pack
    };

    [Theory]
    [MemberData(nameof(Divisions))]
    public void Batches_end_with_a_pack_where_a_group_does(int chains, int replicates, int lanesTogether, int groupsPerBatch, int[] lanes)
    {
        var chain = new ChainSettings(chains, 0, 1, 1, "");
        ReplicateSlice[] pass = [.. Enumerable.Range(0, replicates).Select(replicate => new ReplicateSlice(replicate, 0, chain.Groups, Vector.Empty))];
        var batches = new PackDivision(chain, lanesTogether).Divide([.. pass], groupsPerBatch).ToArray();
        Assert.Equal(lanes, batches.Select(batch => batch.Sum(slice => chain.FirstChain(slice.FirstGroup + slice.Groups) - chain.FirstChain(slice.FirstGroup))));
        Assert.Equal(Groups(pass), batches.SelectMany(batch => Groups(batch)));
    }

    [Fact]
    public void Groups_at_different_parameters_are_no_neighbours()
    {
        ReplicateSlice[] rest = [new(0, 0, 2, Vector.Of(1)), new(0, 2, 2, Vector.Of(2))];   // of difference quotients, where the others are done
        Assert.Equal(rest, new PackDivision(new(8, 0, 1, 1, ""), 64).Divide([.. rest], groupsPerBatch: 4).Single());
    }

    private static IEnumerable<(int Replicate, int Group)> Groups(IEnumerable<ReplicateSlice> slices) =>
        slices.SelectMany(slice => Enumerable.Range(slice.FirstGroup, slice.Groups), (slice, group) => (slice.Replicate, group));
}
