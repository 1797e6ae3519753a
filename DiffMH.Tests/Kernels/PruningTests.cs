using DiffMH.Engine.Kernels;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Exactness;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Kernels;

/// <summary>What the prunings share, and where they part.</summary>
public sealed class PruningTests
{
    private static readonly ChainSettings Chain = new(4, 5, 200, 1, "cold");

    [Theory]
    [InlineData("same-value")]
    [InlineData("independent")]
    public void While_no_newborn_has_to_compete_all_prunings_give_the_bits_of_none(string coupling)
    {
        // Nine sites at high temperature: alternatives are few, and 63 places are never all taken.
        var model = PointOf.Ising(3, (50, 1, 0), "uniform-spin", "random", coupling, Scheme.Symmetric, 63, Chain with { Draws = 1 }, "T", "h");
        var none = Sums(model.With(Pruning.None));

        Assert.InRange(none.Values[SumsLayout.Births], 1, 63 * Chain.Chains);
        Assert.Equal(none, Sums(model));
        Assert.Equal(none, Sums(model.With(Pruning.Uniform)));
    }

    [Fact]
    public void Where_newborns_compete_prunings_part_but_the_primal_chain_does_not()
    {
        var model = PointOf.Ising(4, (2.3, 1, 0), "uniform-spin", "random", "same-value", Scheme.Symmetric, 2, Chain, "T");
        var slopes = Enum.GetValues<Pruning>().Select(pruning => Sums(model.With(pruning)).Values[model.Layout.Slopes]).ToArray();
        Assert.Equal(slopes.Length, slopes.Distinct().Count());
    }

    [Fact]
    public void Without_pruning_every_newborn_is_kept_more_than_a_word_holds()
    {
        // Chains that do not meet: what was born is alive at the end.
        var model = PointOf.Ising(8, (2.3, 1, 0), "uniform-spin", "random", "independent", Scheme.Symmetric, 1, Chain with { Chains = 1, Draws = 40 }, "T").With(Pruning.None);
        var row = Sums(model).Values;
        Assert.True(row[SumsLayout.Unrecoupled] > 10 * 64, $"{row[SumsLayout.Unrecoupled]} alternatives");
        Assert.Equal(row[SumsLayout.Births], row[SumsLayout.Recoupled] + row[SumsLayout.Unrecoupled]);
    }

    [Fact]
    public void The_number_of_alternatives_means_nothing_without_pruning()
    {
        var few = PointOf.Mixture(0.4, Scheme.Symmetric, 1, "independent", Chain with { Start = "first" }, "observation").With(Pruning.None);
        var many = DiffMH.Tests.Models.BuiltPlugins.Catalogue.Bind(few.Spec with { Estimator = few.Spec.Estimator with { Alternatives = 63 } });
        Assert.Equal(Sums(few), Sums(many));
    }

    [Fact]
    public void More_alternatives_than_are_allowed_for_stop_the_chain_with_a_remedy()
    {
        var slots = Unpruned(stateSize: AlternativeSlots.MostStateNumbers / 100);
        var coin = TestSeed.Open("unused", 0);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(i, slots.Offer(1, ref coin));
            slots.Place(i, 1, [0.5], step: i);
        }

        var error = Assert.Throws<TooManyAlternativesException>(() => slots.Offer(1, ref coin));
        Assert.Contains("more than 100 alternatives", error.Message, StringComparison.Ordinal);
        Assert.Contains("pruning weight", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Pruning.Weight)]
    [InlineData(Pruning.Uniform)]
    [InlineData(Pruning.None)]
    public void A_newborn_whose_weight_is_no_number_does_not_compete(Pruning pruning)
    {
        // Scores that differ by more than there are numbers, and a decision that the scheme has no newborn for: 0 · ∞.
        var weight = new double[1];
        Assert.Equal(0, BirthWeight.Fill(new(EstimatorMethod.Dmh, Scheme.Accept, pruning, 1, ["a"]), accepted: false, logRatio: -1, [double.PositiveInfinity], weight));
        Assert.True(double.IsNaN(weight[0]));
    }

    [Fact]
    public void The_most_that_is_kept_is_as_documented() =>
        Assert.Equal((16_384, 1 << 28), (AlternativeSlots.MostKept, AlternativeSlots.MostStateNumbers));

    private static AlternativeSlots Unpruned(int stateSize)
    {
        var layout = new SumsLayout(1, 1);
        return new(new EstimatorSettings(EstimatorMethod.Dmh, Scheme.Symmetric, Pruning.None, 1, ["a"]), layout, new LaneSums(layout, 1), stateSize);
    }

    private static Vector Sums(PointModel model) =>
        model.CreateKernel().Run(new BatchTask(ChainPass.At(0), [new(0, 0, model.Spec.Chain.Groups, model.Theta.Initial)], null), new Unlimited()).Sums;
}
