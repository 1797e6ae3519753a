using System.Collections.Immutable;
using DiffMH.Engine.Couplings;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Kernels;

/// <summary>The lane that moves all chains in the bits of a word gives the bits of the lane that moves them one by one.</summary>
public sealed class WordSiteLaneTests
{
    [Theory]
    [InlineData(1, Scheme.Symmetric, "square 3")]
    [InlineData(2, Scheme.Accept, "square 2")]
    [InlineData(8, Scheme.Symmetric, "square 5")]
    [InlineData(8, Scheme.Reject, "ring")]
    [InlineData(63, Scheme.Symmetric, "square 18")]
    [InlineData(20, Scheme.Accept, "seven")]
    public void Both_lanes_give_equal_bits(int alternatives, Scheme scheme, string graph)
    {
        var target = Votes.On(GraphOf(graph));
        var settings = SettingsOf(scheme, alternatives);
        AssertEqual<UniformValue, SameValueCoupling<UniformValue>>(target, new UniformValue(target.Space.Graph.Sites, 2, SiteOrder.Random), settings);
        AssertEqual<UniformValue, SameValueCoupling<UniformValue>>(target, new UniformValue(target.Space.Graph.Sites, 2, SiteOrder.Sequential), settings);
        AssertEqual<FlipValue, NextSpinCoupling<FlipValue>>(target, new FlipValue(target.Space.Graph.Sites), settings);
    }

    [Fact]
    public void A_target_whose_classes_do_not_count_neighbours_is_recognised()
    {
        Assert.NotNull(CountedClasses.Of(Votes.On(SiteGraph.PeriodicSquare(4))));
        Assert.Null(CountedClasses.Of(PottsRing.Of(4)));
        Assert.Null(CountedClasses.Of(new LopsidedVotes(Votes.On(SiteGraph.PeriodicSquare(4)).Space)));
        Assert.Null(CountedClasses.Of(Votes.On(GraphOf("eight"))));
    }

    [Fact]
    public void A_coupling_that_keeps_the_site_but_draws_is_refused()
    {
        var target = Votes.On(SiteGraph.PeriodicSquare(3));
        var problem = new SiteProblem(target, default(VoteCounts), 3, Start, new UniformValue(9, 2, SiteOrder.Random), default(DrawingCoupling<UniformValue>));
        var error = Assert.Throws<InvalidModelException>(() => KernelFactory.Create(problem, SettingsOf(Scheme.Symmetric, 1)));
        Assert.Contains("draws random numbers", error.Message, StringComparison.Ordinal);
    }

    private static void AssertEqual<TProposal, TCoupling>(Votes target, TProposal proposal, KernelSettings settings)
        where TProposal : struct, ISiteProposal
        where TCoupling : struct, ISiteCoupling<TProposal>
    {
        var problem = new SiteProblem(target, default(VoteCounts), 3, Start, proposal, default(TCoupling));
        var word = SiteLanes.Create<Votes, TProposal, TCoupling, VoteCounts>(problem, settings);
        Assert.IsType<WordSiteLane<TProposal, VoteCounts>>(word);
        var plain = new SiteLane<Votes, TProposal, TCoupling, VoteCounts>(problem, settings);
        var (a, b) = (Run(word, settings), Run(plain, settings));
        Assert.True(a.Values[SumsLayout.Births] > 0);
        Assert.Equal(b, a);
    }

    private static Vector Run(ILane lane, KernelSettings settings)
    {
        var layout = new SumsLayout(3, 2);
        var slices = Enumerable.Range(0, 3).Select(replicate => new ReplicateSlice(replicate, 0, 1, Vector.Of(0.4, -0.8 + (0.1 * replicate)))).ToImmutableArray();
        return new LaneByLaneKernel(lane, layout, settings).Run(new BatchTask(ChainPass.At(0), slices, null), new Unlimited()).Sums;
    }

    private static KernelSettings SettingsOf(Scheme scheme, int alternatives) => new(
        TestSeed.Base, [.. TestSeed.Key("word lane")], [0, 1], new EstimatorSettings(EstimatorMethod.Dmh, scheme, Pruning.Weight, alternatives, ["a", "b"]), new ChainSettings(1, 2, 60, 2, "half"));

    private static void Start(Span<byte> values, ref RandomStream stream)
    {
        foreach (ref var value in values)
        {
            value = (byte)stream.NextIndex(2);
        }
    }

    private static SiteGraph GraphOf(string name) => name switch
    {
        "ring" => Circulant(11, 1),
        "seven" => new SiteGraph([.. Enumerable.Range(0, 8).Select(site => Enumerable.Range(0, 8).Where(other => other != site).ToImmutableArray())]),
        "eight" => new SiteGraph([.. Enumerable.Range(0, 9).Select(site => Enumerable.Range(0, 9).Where(other => other != site).ToImmutableArray())]),
        _ => SiteGraph.PeriodicSquare(int.Parse(name.Split(' ')[1])),
    };

    private static SiteGraph Circulant(int sites, int step) =>
        new([.. Enumerable.Range(0, sites).Select(site => (ImmutableArray<int>)[(site + step) % sites, (site + sites - step) % sites])]);
}
