using DiffMH.Engine.Kernels;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Kernels;

/// <summary>Alternatives at one label are one: what it carries, and who stays where places are few.</summary>
public sealed class LabelAlternativesTests
{
    private const int Labels = 6;

    [Fact]
    public void Those_that_come_to_one_label_carry_the_sum_of_their_weights()
    {
        var alternatives = Two();
        Move(alternatives, _ => 3);
        Assert.Equal((1, 3, 2L), (alternatives.Count, alternatives.Label(0), alternatives.Newborns));
        alternatives.Observe(primal: 0);
        Assert.Equal([1, 0.5], alternatives.Occupation(3).ToArray());
        Assert.Equal([-1, -0.5], alternatives.Occupation(0).ToArray());
    }

    [Fact]
    public void Those_that_change_places_do_not_meet()
    {
        var alternatives = Two();
        Move(alternatives, label => 3 - label);
        alternatives.Observe(primal: 0);
        Assert.Equal([0, 2], alternatives.Occupation(1).ToArray());
        Assert.Equal([1, -1.5], alternatives.Occupation(2).ToArray());
    }

    [Fact]
    public void A_newborn_joins_the_one_at_its_label_and_what_has_lost_its_weight_keeps_no_place()
    {
        var alternatives = Places(1, Pruning.Weight);
        var coin = TestSeed.Open("joins", 0);
        Assert.True(alternatives.Bear(1, 1, [1, 0], 0, ref coin));
        Assert.True(alternatives.Bear(1, 1, [-1, 0], 0, ref coin));
        Assert.Equal(1, alternatives.Count);
        Assert.True(alternatives.Bear(2, 2, [0, 2], 0, ref coin));
        alternatives.Observe(primal: 0);
        Assert.Equal([0, 0], alternatives.Occupation(1).ToArray());
        Assert.Equal([0, 2], alternatives.Occupation(2).ToArray());
    }

    [Fact]
    public void The_life_of_each_newborn_is_counted()
    {
        var sums = new LaneSums(new SumsLayout(1, 2), 1);
        var alternatives = Two();
        Move(alternatives, _ => 3);
        alternatives.Recouple(0, step: 9, sums);
        Assert.Equal((2.0, 9.0 + 8.0), (sums[SumsLayout.Recoupled], sums[SumsLayout.Lifetime]));
    }

    [Theory]
    [InlineData(Pruning.Weight, 1)]
    [InlineData(Pruning.Weight, 2)]
    [InlineData(Pruning.Uniform, 1)]
    [InlineData(Pruning.Uniform, 2)]
    public void Where_places_are_few_what_is_booked_is_in_the_mean_what_all_would_have_booked(Pruning pruning, int places)
    {
        const int Many = 100_000;
        var all = Story(Places(places, Pruning.None), 0);
        var stories = Enumerable.Range(0, Many).Select(run => Story(Places(places, pruning), run)).ToArray();
        var competed = 0;
        for (var place = 0; place < all.Length; place++)
        {
            var (what, estimate) = ($"label {1 + (place / 2)}, parameter {place % 2}", Statistically.Mean([.. stories.Select(story => story[place])]));
            if (estimate.Error < 1e-12)
            {
                Assert.Equal(all[place], estimate.Value, 1e-9);   // no draw of the coin changes it
                continue;
            }

            competed++;
            Statistically.Agrees(all[place], estimate, what, Many);
            Statistically.Differs(all[place] + 0.8, estimate, $"another number, {what}", Many);
        }

        Assert.True(competed > 1, "Nothing competed.");
    }

    /// <summary>Twelve steps in which newborns come, move, meet each other and the chain, at label 0, as the step and their label say.</summary>
    private static double[] Story(LabelAlternatives alternatives, int run)
    {
        var sums = new LaneSums(new SumsLayout(1, 2), 1);
        var coin = TestSeed.Open("story", run);
        for (var step = 0; step < 12; step++)
        {
            alternatives.BeginMove();
            for (var place = 0; place < alternatives.Count; place++)
            {
                var next = ((alternatives.Label(place) * (1 + (step % 3))) + step) % Labels;
                if (next == 0)
                {
                    alternatives.Recouple(place, step, sums);
                }
                else
                {
                    alternatives.Settle(place, next);
                }
            }

            alternatives.EndMove();
            double[] weight = [Math.Cos(step), Math.Sin(2 * step) - 0.3];
            alternatives.Bear(1 + (step * step % (Labels - 1)), Math.Sqrt((weight[0] * weight[0]) + (weight[1] * weight[1])), weight, step, ref coin);
            alternatives.Observe(primal: 0);
        }

        return [.. Enumerable.Range(1, Labels - 1).SelectMany(label => alternatives.Occupation(label).ToArray())];
    }

    private static LabelAlternatives Two()
    {
        var alternatives = Places(3, Pruning.Weight);
        var coin = TestSeed.Open("two", 0);
        Assert.True(alternatives.Bear(1, 2, [1, -1.5], 0, ref coin));
        Assert.True(alternatives.Bear(2, 2, [0, 2], 1, ref coin));
        return alternatives;
    }

    private static void Move(LabelAlternatives alternatives, Func<int, int> next)
    {
        alternatives.BeginMove();
        for (var place = 0; place < alternatives.Count; place++)
        {
            alternatives.Settle(place, next(alternatives.Label(place)));
        }

        alternatives.EndMove();
    }

    private static LabelAlternatives Places(int places, Pruning pruning) =>
        new(new EstimatorSettings(EstimatorMethod.Dmh, Scheme.Symmetric, pruning, places, ["a", "b"]), Labels, 2);
}
