using DiffMH.Engine.Statistics;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Statistics;

public sealed class ScatterShareTests
{
    private static readonly SumsLayout Layout = new(1, 1);

    [Fact]
    public void It_is_the_largest_squared_deviation_over_their_sum()
    {
        double[] slopes = [.. Enumerable.Range(0, 40).Select(i => i == 7 ? 12.0 : i % 2)];
        var mean = slopes.Average();
        Assert.Equal(Math.Pow(12 - mean, 2) / slopes.Sum(slope => Math.Pow(slope - mean, 2)), Share(slopes), 12);
    }

    [Fact]
    public void Of_Gaussian_groups_no_one_makes_half_of_the_scatter_and_of_Cauchy_groups_one_mostly_does()
    {
        var stream = RandomSource.For(TestSeed.Base, TestSeed.Key("shares"), 0).Open(0, ChainPass.At(0), StreamRole.Primal);
        var (gaussian, cauchy) = (0, 0);
        for (var i = 0; i < 500; i++)
        {
            var (normals, ratios) = (new double[ScatterShare.FewestGroups], new double[128]);
            for (var j = 0; j < normals.Length; j++)
            {
                normals[j] = Math.Sqrt(-2 * Math.Log(1 - stream.NextUniform())) * Math.Cos(2 * Math.PI * stream.NextUniform());
            }

            for (var j = 0; j < ratios.Length; j++)
            {
                ratios[j] = Math.Tan(Math.PI * (stream.NextUniform() - 0.5));
            }

            gaussian += Share(normals) > 0.5 ? 1 : 0;
            cauchy += Share(ratios) > 0.5 ? 1 : 0;
        }

        Assert.InRange(gaussian, 0, 2);
        Assert.InRange(cauchy, 250, 500);
    }

    [Fact]
    public void Cells_at_different_places_are_compared_within_themselves()
    {
        var share = new ScatterShare(Layout);
        for (var cell = 0; cell < 4; cell++)
        {
            share.Add(Rows([.. Enumerable.Range(0, 10).Select(i => (1000.0 * cell) + (i % 2))]));
        }

        Assert.Equal(1.0 / 40, share.Largest, 9);
    }

    [Fact]
    public void Few_groups_and_groups_that_agree_say_nothing()
    {
        Assert.True(double.IsNaN(Share([.. Enumerable.Range(0, ScatterShare.FewestGroups - 1).Select(i => (double)i)])));
        Assert.True(double.IsNaN(Share([.. Enumerable.Repeat(0.1, 40)])));
    }

    private static double Share(double[] slopes)
    {
        var share = new ScatterShare(Layout);
        share.Add(Rows(slopes));
        return share.Largest;
    }

    private static double[] Rows(double[] slopes) => [.. slopes.SelectMany(slope =>
    {
        var row = new double[Layout.Width];
        (row[SumsLayout.Draws], row[Layout.Slopes]) = (10, 10 * slope);
        return row;
    })];
}
