using System.Collections.Immutable;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Kernels;

namespace DiffMH.Tests.Words;

/// <summary>What a lane gives depends on nothing but its own θ and its place among the lanes of the point.</summary>
public sealed class BitsTests
{
    private static readonly ChainSettings Chain = new(23, 20, 400, 2, "hot");

    public static TheoryData<string, string, int, double> Points => new()
    {
        { "uniform-spin", "random", 5, 0 },
        { "uniform-spin", "sequential", 16, 0 },
        { "uniform-spin", "random", 6, 0.4 },
        { "flip", "random", 7, 0 },
        { "flip", "random", 4, -0.2 },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public void Any_division_of_the_groups_into_batches_gives_the_same_bits(string proposal, string order, int side, double field)
    {
        var model = Model(proposal, order, side, field);
        var whole = Run(model, Slices(model, 7));
        for (var replicate = 0; replicate < 7; replicate++)
        {
            for (var group = 0; group < Chain.Groups; group += 5)
            {
                var groups = Math.Min(5, Chain.Groups - group);
                var alone = Run(model, [Slices(model, 7)[replicate] with { FirstGroup = group, Groups = groups }]);
                Assert.Equal(Rows(model, whole, (replicate * Chain.Groups) + group, groups), alone.Sums.Values.ToArray());
            }
        }

        // In another order, some replicates missing.
        var some = Run(model, [Slices(model, 7)[5], Slices(model, 7)[1]]);
        Assert.Equal([.. Rows(model, whole, 5 * Chain.Groups, Chain.Groups), .. Rows(model, whole, Chain.Groups, Chain.Groups)], some.Sums.Values.ToArray());
    }

    [Theory]
    [MemberData(nameof(Points))]
    public void Wherever_it_is_interrupted_the_bits_are_the_same(string proposal, string order, int side, double field)
    {
        var model = Model(proposal, order, side, field, draws: 3000);
        var slices = Slices(model, 7);
        var whole = Run(model, slices);
        var part = model.CreateKernel().Run(new BatchTask(ChainPass.At(2), slices, null), new Impatient());
        var (calls, updates) = (1, part.Updates);
        while (part.Continuation is not null)
        {
            Assert.Equal(0, part.Sums.Count);
            part = model.CreateKernel().Run(new BatchTask(ChainPass.At(2), slices, part.Continuation), new Impatient());
            (calls, updates) = (calls + 1, updates + part.Updates);
        }

        Assert.InRange(calls, 4, 500);
        Assert.Equal(whole.Updates, updates);
        Assert.Equal(whole.Sums, part.Sums);
    }

    [Fact]
    public void Between_packs_that_take_less_than_a_moment_it_may_be_interrupted_too()
    {
        var chain = new ChainSettings(64, 1, 20, 1, "cold");
        var model = WordPoint.Of(4, (2.3, 1, 0), "uniform-spin", "random", 8, chain, "T");
        ImmutableArray<ReplicateSlice> slices = [.. Enumerable.Range(0, 1000).Select(replicate => new ReplicateSlice(replicate, 0, 16, model.Theta.Initial))];
        var whole = Run(model, slices);
        var part = model.CreateKernel().Run(new BatchTask(ChainPass.At(2), slices, null), new Impatient());
        var calls = 1;
        for (; part.Continuation is not null; calls++)
        {
            part = model.CreateKernel().Run(new BatchTask(ChainPass.At(2), slices, part.Continuation), new Impatient());
        }

        Assert.InRange(calls, 4, 10);
        Assert.Equal(whole.Sums, part.Sums);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public void Other_parameters_of_other_replicates_change_nothing(string proposal, string order, int side, double field)
    {
        var model = Model(proposal, order, side, field);
        var slices = Slices(model, 3);
        var others = slices.Select((slice, i) => i == 1 ? slice : slice with { Theta = Vector.Of(4.0, -0.5, i) }).ToImmutableArray();
        var (alike, different) = (Run(model, slices), Run(model, others));
        Assert.Equal(Rows(model, alike, Chain.Groups, Chain.Groups), Rows(model, different, Chain.Groups, Chain.Groups));
        Assert.NotEqual(Rows(model, alike, 0, Chain.Groups), Rows(model, different, 0, Chain.Groups));
    }

    [Fact]
    public void Replicates_iterations_and_seeds_have_random_numbers_of_their_own()
    {
        var model = Model("uniform-spin", "random", 6, 0);
        ReplicateSlice first = new(0, 0, Chain.Groups, model.Theta.Initial);
        var kernel = model.CreateKernel();
        Vector[] sums =
            [
                kernel.Run(new BatchTask(ChainPass.At(0), [first], null), new Unlimited()).Sums,
                kernel.Run(new BatchTask(ChainPass.At(1), [first], null), new Unlimited()).Sums,
                kernel.Run(new BatchTask(ChainPass.Final, [first], null), new Unlimited()).Sums,
                kernel.Run(new BatchTask(ChainPass.At(0), [first with { Replicate = 1 }], null), new Unlimited()).Sums,
                kernel.Run(new BatchTask(ChainPass.At(0), [first with { Replicate = 64 }], null), new Unlimited()).Sums,
                Models.BuiltPlugins.Catalogue.Bind(model.Spec with { Seed = model.Spec.Seed + 1 }).CreateKernel().Run(new BatchTask(ChainPass.At(0), [first], null), new Unlimited()).Sums,
            ];
        Assert.Equal(sums.Length, sums.Distinct().Count());
    }

    [Fact]
    public void A_lane_that_a_batch_holds_twice_is_computed_twice()
    {
        var model = Model("uniform-spin", "random", 4, 0);
        ReplicateSlice slice = new(1, 0, Chain.Groups, model.Theta.Initial);
        var both = Run(model, [slice, slice]);
        Assert.Equal(Rows(model, both, 0, Chain.Groups), Rows(model, both, Chain.Groups, Chain.Groups));
        Assert.Equal(Run(model, [slice]).Sums.Values.ToArray(), Rows(model, both, 0, Chain.Groups));
    }

    private static PointModel Model(string proposal, string order, int side, double field, int draws = 400) =>
        WordPoint.Of(side, (2.3, 1, field), proposal, order, 8, Chain with { Draws = draws }, "T", "h");

    // Replicates with θ of their own, as an optimiser has them.
    private static ImmutableArray<ReplicateSlice> Slices(PointModel model, int replicates) =>
        [.. Enumerable.Range(0, replicates).Select(replicate => new ReplicateSlice(replicate, 0, Chain.Groups, Vector.Of(model.Theta.Initial[0] + (0.1 * replicate), 1, model.Theta.Initial[2])))];

    private static BatchOutcome Run(PointModel model, ImmutableArray<ReplicateSlice> slices) => model.CreateKernel().Run(new BatchTask(ChainPass.At(2), slices, null), new Unlimited());

    private static double[] Rows(PointModel model, BatchOutcome outcome, int first, int count) => outcome.Sums.Values.Slice(first * model.Layout.Width, count * model.Layout.Width).ToArray();
}
