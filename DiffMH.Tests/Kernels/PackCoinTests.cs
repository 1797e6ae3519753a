using DiffMH.Engine.Kernels;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Kernels;

/// <summary>Coins of eight lanes fall as single ones do, however near they are to the edge.</summary>
public sealed class PackCoinTests
{
    [Fact]
    public void The_approximation_is_nearer_than_half_its_margin()
    {
        var stream = TestSeed.Open("approximate", 0);
        for (var i = 0; i < 200_000; i++)
        {
            var a = i < 100_000 ? -700.0 * i / 100_000 : -Math.ScaleB(stream.NextUniform(), -(i % 60));
            Assert.InRange(PackCoin.Approximate(Lanes.Constant(a))[i % 8] / Math.Exp(a), 1 - (PackCoin.Margin / 2), 1 + (PackCoin.Margin / 2));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-300)]
    [InlineData(800)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.NaN)]
    [InlineData(-1e-17)]
    [InlineData(-0.3)]
    [InlineData(-5)]
    [InlineData(-36.7)]
    [InlineData(-750)]
    public void Coins_fall_as_single_ones(double logRatio)
    {
        var edge = Math.Min(1, Math.Exp(logRatio));
        double[] near = [edge, Math.BitDecrement(edge), Math.BitIncrement(edge), edge * (1 - 1e-6), edge * (1 + 1e-6), 0.5 * edge, 0.99, 0];
        double[] coins = [.. near.Select(coin => double.IsNaN(coin) ? 0.5 : Math.Clamp(coin, 1.0 / (1UL << 53), Math.BitDecrement(1)))];
        var accepts = PackCoin.Accepts(Lanes.Each(lane => coins[lane]), Lanes.Constant(logRatio)).Ones;
        Assert.Equal(coins.Select(coin => Coin.Accepts(coin, logRatio)), Enumerable.Range(0, coins.Length).Select(lane => accepts[lane] > 0));
    }
}
