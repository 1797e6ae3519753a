using DiffMH.Engine.Designs;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Models;
using DiffMH.Tests.Support;
using DiffMH.Tests.Sweeps;

namespace DiffMH.Tests.Designs;

/// <summary>The order in which points are listed changes nothing but that.</summary>
public sealed class PointOrderTests
{
    private const string Grid = "design:\n  cross:\n    - model.parameters.J: [1, 2, 3]\n    - chain.thin: [1, 2, 3]\n";
    private const string Shuffled = Grid + "  order: shuffled\n";

    [Fact]
    public void Shuffled_points_are_the_same_points_and_give_the_same_digest()
    {
        var grid = SweepText.Freeze(SweepText.Ising + Grid);
        var shuffled = SweepText.Freeze(SweepText.Ising + Shuffled);

        Assert.NotEqual(grid.Points.Select(point => point.Identity), shuffled.Points.Select(point => point.Identity));
        Assert.Equal(grid.Points.Select(Names).Order(), shuffled.Points.Select(Names).Order());
        Assert.Equal(Enumerable.Range(0, 9), shuffled.Points.Select(point => point.Index));
        Assert.Equal(Digest(grid), Digest(shuffled));
        Assert.NotEqual(Digest(grid), Digest(SweepText.Freeze(SweepText.Ising + Grid, "seed=8")));
    }

    [Fact]
    public void The_seed_names_the_permutation()
    {
        string[] Order(int seed) => [.. SweepText.Freeze(SweepText.Ising + Shuffled, $"seed={seed}").Points.Select(point => point.Identity)];

        Assert.Equal(Order(7), Order(7));
        Assert.NotEqual(Order(7), Order(8));
    }

    [Fact]
    public void Leaving_points_out_leaves_the_order_of_the_others_alone()
    {
        var all = SweepText.Freeze(SweepText.Ising + Shuffled).Points;
        var some = SweepText.Freeze(SweepText.Ising + Shuffled + "  exclude:\n    - when: { chain.thin: 2 }\n").Points;

        Assert.Equal(all.Where(point => point.Chain.Thin != 2).Select(point => point.Identity), some.Select(point => point.Identity));
    }

    [Fact]
    public void Errors_are_the_same_in_either_order()
    {
        var text = SweepText.Ising + Grid.With("[1, 2, 3]\n    - chain", "[1, 2, 1]\n    - chain").With("thin: [1, 2, 3]", "thin: [1, 0, 3]");

        Assert.Equal(SweepText.Load(text).Errors, SweepText.Load(text + "  order: shuffled\n").Errors);
        Assert.Equal(2, SweepText.Load(text).Errors.Length);
    }

    [Fact]
    public void Every_place_is_equally_probable()
    {
        const int repetitions = 6000;
        var places = Enumerable.Range(0, repetitions).Select(i => (double)PointOrder.Of(DesignOrder.Shuffled, 7, TestSeed.Base + (ulong)i).IndexOf(2)).ToList();
        var estimate = Statistically.Mean(places);
        var share = Statistically.Mean([.. places.Select(place => place == 6 ? 1.0 : 0)]);

        Statistically.Agrees(3, estimate, "mean place", repetitions);
        Statistically.Differs(2, estimate, "the place without a shuffle", repetitions);
        Statistically.Agrees(1.0 / 7, share, "probability of the last place", repetitions);
        Statistically.Differs(1.0 / 6, share, "a shuffle that never leaves a value where it was", repetitions);
    }

    private static (string, string, string) Names(PointSpec point) => (point.Identity, point.StreamKey, point.Settings);

    private static string Digest(FrozenSweep sweep) => LocalRun.Run(sweep.Points.Select(point => LocalPoint.Of(BuiltPlugins.Catalogue.Bind(point)))).Digest;
}
