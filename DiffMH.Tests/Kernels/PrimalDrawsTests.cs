using System.Runtime.Intrinsics;
using DiffMH.Engine.Kernels;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Kernels;

/// <summary>What is drawn ahead is what would be drawn step by step.</summary>
public sealed class PrimalDrawsTests
{
    [Fact]
    public void Logarithms_of_eight_coins_at_once_are_as_close_as_a_tossed_coin_needs()
    {
        var stream = TestSeed.Open("logarithms", 0);
        double[] edges = [Math.ScaleB(1, -53), Math.ScaleB(1, -52), 0.5, Math.BitDecrement(0.5), Math.BitIncrement(0.5), 1 - Math.ScaleB(1, -52), Math.BitDecrement(1), Math.Exp(-1)];
        AssertClose(edges);
        for (var i = 0; i < 20_000; i++)
        {
            AssertClose([.. Enumerable.Range(0, 8).Select(_ => stream.NextUniform())]);
        }

        static void AssertClose(double[] coins)
        {
            var logs = Vector512.Log(Vector512.Create<double>(coins));
            Assert.All(coins, (coin, i) => Assert.InRange(logs[i] - Math.Log(coin), -1e-13, 1e-13));
        }
    }

    [Theory]
    [InlineData(1, 64)]
    [InlineData(3, 64)]
    [InlineData(100, 20)]
    [InlineData(5000, 1)]
    public void The_numbers_of_many_steps_are_those_of_each(int dimension, int most)
    {
        var walk = new RandomWalk(new RandomWalkSettings { Scale = new(0, 1) }, dimension);
        var draws = new PrimalDraws<RandomWalk>(walk);
        var ahead = TestSeed.Open("ahead", 0);
        var stream = ahead;
        Assert.Equal(most, draws.Most);
        foreach (var steps in new[] { most, 1, Math.Max(1, most - 3) })
        {
            draws.Draw(steps, ref ahead);
            for (var i = 0; i < steps; i++)
            {
                double[] noise = [.. Enumerable.Range(0, dimension).Select(_ => stream.NextNormal())];   // one in 128 at the edge of a layer or in the tail
                var logCoin = Math.Log(stream.NextUniform());
                Assert.Equal(noise, draws.Noise(i).ToArray());
                Assert.True(draws.Coin(i).Accepts(logCoin + 1e-9));
                Assert.False(draws.Coin(i).Accepts(logCoin - 1e-9));
            }

            Assert.Equal(stream.State, ahead.State);
        }
    }
}
