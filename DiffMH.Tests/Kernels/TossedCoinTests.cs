using DiffMH.Engine.Couplings;
using DiffMH.Engine.Kernels;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Kernels;

/// <summary>Coins that seldom take e^a decide as e^a does, also where it is the nearest number.</summary>
public sealed class TossedCoinTests
{
    [Theory]
    [InlineData(-1e-16)]
    [InlineData(-1e-9)]
    [InlineData(-0.3)]
    [InlineData(-1)]
    [InlineData(-1.9999)]
    [InlineData(-2)]
    [InlineData(-2.0001)]
    [InlineData(-9)]
    [InlineData(-36)]
    [InlineData(-800)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.NaN)]
    public void Beside_the_edge_and_on_it(double logRatio)
    {
        var edge = Math.Exp(logRatio);
        double[] near = [edge, Math.BitDecrement(edge), Math.BitIncrement(edge), edge * (1 - 1e-12), edge * (1 + 1e-12), edge * (1 - 1e-3), edge * (1 + 1e-3), edge + 1e-4, edge + 1e-2, 1e-16, 0.5, 0.999];
        foreach (var coin in near.Where(coin => coin is > 0 and < 1))
        {
            Assert.Equal(coin < edge, new TossedCoin(coin, Math.Log(coin)).Accepts(logRatio));
            Assert.Equal(coin < edge, CopyCoin.IsBelow(coin, logRatio));
        }
    }

    [Fact]
    public void At_a_ratio_of_one_and_above_they_accept_and_no_number_is_drawn_to_copy()
    {
        var stream = TestSeed.Open("copy", 0);
        var before = stream.State;
        foreach (var logRatio in new[] { 0, 1e-300, 2, double.PositiveInfinity })
        {
            Assert.True(new TossedCoin(Math.BitDecrement(1), Math.Log(Math.BitDecrement(1))).Accepts(logRatio));
            Assert.True(CopyCoin.Accepts(logRatio, ref stream));
        }

        Assert.Equal(before, stream.State);
    }

    [Fact]
    public void Everywhere()
    {
        var stream = TestSeed.Open("coins", 0);
        for (var i = 0; i < 200_000; i++)
        {
            var (coin, logRatio) = (stream.NextUniform(), 4 * Math.Log(stream.NextUniform()));
            var copying = stream;
            var number = stream.NextUniform();
            Assert.Equal(coin < Math.Exp(logRatio), new TossedCoin(coin, Math.Log(coin)).Accepts(logRatio));
            Assert.Equal(number < Math.Exp(logRatio), CopyCoin.Accepts(logRatio, ref copying));
        }
    }
}
