using DiffMH.Engine.Kernels;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Kernels;

/// <summary>A coin in units of 2⁻⁵³ decides as the number it stands for.</summary>
public sealed class CoinTests
{
    [Fact]
    public void A_toss_is_the_next_uniform_number_in_units_of_its_own()
    {
        var stream = TestSeed.Open("toss", 0);
        var same = stream;
        Assert.Equal(same.NextUniform(), Coin.Toss(ref stream) * Math.Pow(2, -53));
        Assert.Equal(same.State, stream.State);
    }

    /// <summary>Levels at, beside and between coins, which are odd.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4096.25)]
    [InlineData(9007199254740990)]
    [InlineData(9007199254740992)]
    [InlineData(9007199254740994)]
    public void It_accepts_where_the_number_is_below_the_ratio(double ratioOfUnits)
    {
        var logRatio = Math.Log(ratioOfUnits * Math.Pow(2, -53));
        foreach (var coin in new[] { 1, 3, 4095, 4097, (1L << 53) - 3, (1L << 53) - 1 })
        {
            var decides = Coin.Accepts(coin * Math.Pow(2, -53), logRatio);
            Assert.Equal(decides ? -1 : 0, Coin.Mask(coin, Coin.Level(logRatio)));
            Assert.Equal(decides ? 7 : 4, Coin.Choose(Coin.Mask(coin, Coin.Level(logRatio)), 7, 4));
        }
    }
}
